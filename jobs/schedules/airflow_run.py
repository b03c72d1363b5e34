"""Trains a new model every Sunday night, or retrains every night, through scripts/diabolo: an example for Apache Airflow 2.10 and 3.

Change: DIABOLO, MASTER, the paths on HDFS, and the job file. The machine that runs Airflow's tasks needs DIABOLO, a JDK 17
and, for the first call, Maven; HADOOP_CONF_DIR tells where hdfs:/// is. No Spark connection of Airflow's is needed. With
"--deploy-mode", "cluster" among the arguments Diabolo's last line stays on another machine: then how it ended is read from
the run, by Hadoop's own command, which must be there too.
"""

from __future__ import annotations

import json
import shutil
from datetime import datetime, timedelta

from airflow.exceptions import AirflowException, AirflowFailException

try:  # Airflow 3
    from airflow.providers.standard.hooks.subprocess import SubprocessHook
    from airflow.sdk import DAG, BaseOperator
except ImportError:  # Airflow 2
    from airflow import DAG
    from airflow.hooks.subprocess import SubprocessHook
    from airflow.models import BaseOperator

DIABOLO = "/opt/diabolo"
MASTER = "spark://master:7077"  # or yarn


def ended(line):
    """What a line says of the end; nothing where it does not, as when Diabolo was killed."""
    try:
        line = json.loads(line)
    except ValueError:
        return {}
    return line if isinstance(line, dict) else {}


class DiaboloOperator(BaseOperator):
    """Runs scripts/diabolo, and tries again only what Diabolo's last line says may pass."""

    template_fields = ("arguments", "result")

    def __init__(self, *, arguments: list[str], result: str, **kwargs):
        super().__init__(**kwargs)
        self.arguments = arguments
        self.result = result
        self.process = SubprocessHook()

    def execute(self, context):
        command = [f"{DIABOLO}/scripts/diabolo", *self.arguments, "--master", MASTER]
        process = self.process.run_command(command, cwd=DIABOLO)
        if process.exit_code == 0:
            return
        line = ended(process.output) or self.left_in_the_run()
        message = line.get("message", f"exit code {process.exit_code}, see the log above")
        if line.get("retry") is True:
            # A store, the network or executors: the next try goes on where this one stopped.
            raise AirflowException(message)
        # The same would happen again: a mistake in the job (exit code 2) or the data (3), a model that was refused, so that
        # the champion stays (4), or somebody else was at work or first (5).
        raise AirflowFailException(message)

    def left_in_the_run(self):
        if shutil.which("hadoop") is None:
            return {}
        read = self.process.run_command(["hadoop", "fs", "-cat", self.result])
        return ended(read.output) if read.exit_code == 0 else {}

    def on_kill(self):
        self.process.send_sigterm()


def scheduled(dag_id, schedule, result, arguments):
    with DAG(
        dag_id=dag_id,
        schedule=schedule,
        start_date=datetime(2026, 1, 1),
        catchup=False,
        # A second process would only be told that the run has an owner.
        max_active_runs=1,
    ):
        DiaboloOperator(
            task_id=arguments[0],
            arguments=arguments,
            result=result,
            retries=3,
            retry_delay=timedelta(minutes=10),
            execution_timeout=timedelta(hours=6),
        )


# All tries of one day have one run id, so a retry goes on from the last checkpoint. The day is that on which the run is due:
# what {{ ds }} means is not the same in Airflow 2 and 3.
scheduled(
    dag_id="diabolo_run",
    schedule="0 2 * * 0",
    result="hdfs:///diabolo/runs/fashion-autoencoder/weekly-{{ data_interval_end | ds }}/result.json",
    arguments=[
        "run",
        "/opt/diabolo/jobs/fashion-autoencoder.yaml",
        "--run-id",
        "weekly-{{ data_interval_end | ds }}",
        "--workspace",
        "hdfs:///diabolo/runs",
        "--set",
        "data.input.path=hdfs:///clothes/all",
    ],
)

# The date names the run, and a backfill of a day sees that day's rows.
scheduled(
    dag_id="diabolo_retrain",
    schedule="0 2 * * *",
    result="hdfs:///diabolo/runs/fashion-autoencoder/{{ data_interval_end | ds }}/result.json",
    arguments=[
        "retrain",
        "/opt/diabolo/jobs/fashion-autoencoder.yaml",
        "--date",
        "{{ data_interval_end | ds }}",
        "--workspace",
        "hdfs:///diabolo/runs",
        "--set",
        "data.input.path=hdfs:///clothes/all",
    ],
)
