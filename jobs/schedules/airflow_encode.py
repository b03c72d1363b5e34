"""Encodes each day's new rows with the newest model, by SparkSubmitOperator: an example for Apache Airflow 2.10 and 3.

Change: JAR, the connection, and the paths on HDFS. It needs apache-airflow-providers-apache-spark, and spark-submit of
Spark 3.5 (Scala 2.12) on JDK 17 where Airflow's tasks run, before that of pyspark 4, which comes with the provider, in
PATH. The connection says the master, and the deploy mode: client, where spark-submit passes Diabolo's last line on. In
cluster mode it lies in the run, as result.json, which this example does not read: nothing is tried again then. A
standalone cluster's driver needs conf/spark-defaults.conf besides.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from airflow.exceptions import AirflowException, AirflowFailException
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator

try:  # Airflow 3
    from airflow.sdk import DAG
except ImportError:  # Airflow 2
    from airflow import DAG

JAR = "/opt/diabolo/target/diabolo.jar"


class DiaboloSubmitOperator(SparkSubmitOperator):
    """Tries again only what Diabolo's last line says may pass."""

    ended = {}

    def _get_hook(self):
        hook = super()._get_hook()
        read = hook._process_spark_submit_log
        hook._process_spark_submit_log = lambda lines: read(self.listening(lines))
        return hook

    def listening(self, lines):
        for line in lines:
            if line.startswith('{"command"'):
                self.ended = json.loads(line)
            yield line

    def execute(self, context):
        self.ended = {}
        try:
            super().execute(context)
        except AirflowException as failure:
            if self.ended.get("retry") is True:
                raise
            # The same would happen again.
            message = self.ended.get("message", "see the log above")
            raise AirflowFailException(message) from failure


with DAG(
    dag_id="diabolo_encode",
    schedule="30 4 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,
) as dag:
    DiaboloSubmitOperator(
        task_id="encode",
        conn_id="spark_default",
        application=JAR,
        java_class="org.diabolo.cli.Diabolo",
        driver_memory="2g",
        executor_memory="4g",
        # Yesterday, by when the run is due: what {{ ds }} means is not the same in Airflow 2 and 3.
        # Without --run-id the job's champion is taken, or where it has none the newest trained run. What a try that died has left is replaced; an
        # output that is whole is not (exit code 2: there is something already).
        application_args=[
            "encode",
            "/opt/diabolo/jobs/fashion-autoencoder.yaml",
            "--workspace",
            "hdfs:///diabolo/runs",
            "--input",
            "hdfs:///clothes/days/{{ macros.ds_add(data_interval_end | ds, -1) }}",
            "--output",
            "hdfs:///clothes/codes/{{ macros.ds_add(data_interval_end | ds, -1) }}",
        ],
        retries=2,
        retry_delay=timedelta(minutes=5),
    )
