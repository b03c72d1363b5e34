"""Encodes each day's new rows with the newest model, by SparkSubmitOperator: an example for Apache Airflow 2.10 and 3.

Change: JAR, the connection, and the paths on HDFS. It needs apache-airflow-providers-apache-spark, and spark-submit of
Spark 3.5 (Scala 2.12) on JDK 17 where Airflow's tasks run. The connection says the master, and the deploy mode: client,
because in cluster mode spark-submit does not tell one failure from another, and a standalone cluster's driver needs
conf/spark-defaults.conf besides.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from airflow.exceptions import AirflowException, AirflowFailException
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator

try:  # Airflow 3
    from airflow.sdk import DAG
except ImportError:  # Airflow 2
    from airflow import DAG

JAR = "/opt/diabolo/target/diabolo.jar"

# Bad job file or arguments, and bad data.
HOPELESS = re.compile(r"Error code is: [23]\b")


class DiaboloSubmitOperator(SparkSubmitOperator):
    """Does not try again what would fail again."""

    def execute(self, context):
        try:
            super().execute(context)
        except AirflowException as failure:
            if HOPELESS.search(str(failure)):
                raise AirflowFailException("the log above names the key or the path to mend") from failure
            raise


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
        # Without --run-id the newest trained run of the job is taken. What a try that died has left is replaced; an
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
