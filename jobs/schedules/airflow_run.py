"""Trains a new model every Sunday night, or retrains every night, through scripts/diabolo: an example for Apache Airflow 3 (and 2.10).

Change: DIABOLO, MASTER, the paths on HDFS, and the job file. The machine that runs Airflow's tasks needs DIABOLO, a JDK 17
and, for the first call, Maven; HADOOP_CONF_DIR tells where hdfs:/// is. No Spark connection of Airflow's is needed.
"""

from __future__ import annotations

import json
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
    """Diabolo's last line; nothing where there is none, as when it was killed."""
    try:
        line = json.loads(line)
    except ValueError:
        return {}
    return line if isinstance(line, dict) else {}


class DiaboloOperator(BaseOperator):
    """Runs scripts/diabolo in client mode, and tries again only what Diabolo's last line says may pass."""

    template_fields = ("arguments",)

    def __init__(self, *, arguments: list[str], **kwargs):
        super().__init__(**kwargs)
        self.arguments = arguments
        self.process = SubprocessHook()

    def execute(self, context):
        command = [f"{DIABOLO}/scripts/diabolo", *self.arguments, "--master", MASTER]
        result = self.process.run_command(command, cwd=DIABOLO)
        if result.exit_code == 0:
            return
        line = ended(result.output)
        message = line.get("message", f"exit code {result.exit_code}, see the log above")
        if line.get("retry") is True:
            # A store, the network or executors: the next try goes on where this one stopped.
            raise AirflowException(message)
        # The same would happen again; a model that was refused (exit code 4) too: the champion stays.
        raise AirflowFailException(message)

    def on_kill(self):
        self.process.send_sigterm()


with DAG(
    dag_id="diabolo_run",
    schedule="0 2 * * 0",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    # Nothing stops two processes with one run id.
    max_active_runs=1,
) as dag:
    DiaboloOperator(
        task_id="run",
        # All tries of one day have one run id, so a retry goes on from the last checkpoint.
        arguments=[
            "run",
            "/opt/diabolo/jobs/fashion-autoencoder.yaml",
            "--run-id",
            "weekly-{{ ds }}",
            "--workspace",
            "hdfs:///diabolo/runs",
            "--set",
            "data.input.path=hdfs:///clothes/all",
        ],
        retries=3,
        retry_delay=timedelta(minutes=10),
        execution_timeout=timedelta(hours=6),
    )

with DAG(
    dag_id="diabolo_retrain",
    schedule="0 2 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,
):
    DiaboloOperator(
        task_id="retrain",
        # The run is named by the date: a retry goes on, and a backfill of a day sees that day's rows.
        arguments=[
            "retrain",
            "/opt/diabolo/jobs/fashion-autoencoder.yaml",
            "--date",
            "{{ ds }}",
            "--workspace",
            "hdfs:///diabolo/runs",
            "--set",
            "data.input.path=hdfs:///clothes/all",
        ],
        retries=3,
        retry_delay=timedelta(minutes=10),
        execution_timeout=timedelta(hours=6),
    )
