package org.diabolo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.diabolo.store.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The examples of {@code jobs/schedules} in a real Airflow of Python's registry, on local Spark, as
 * a user would change them.
 */
class AirflowAcceptance {
  private static final String AIRFLOW = "apache-airflow==2.10.5";
  private static final String SPARK = "apache-airflow-providers-apache-spark==5.3.4";

  private static Testbed bed;
  private static PythonEnvironment python;
  private static Path runs;

  @BeforeAll
  static void install() throws Exception {
    bed = new Testbed("airflow");
    runs = bed.folder().resolve("runs").resolve(Fashion.NAME);
    // Kept beside what is emptied, as it takes minutes.
    python = PythonEnvironment.of(bed.root().resolve("target/airflow"), AIRFLOW, SPARK);
    examples("dags", bed.folder().resolve("runs").toString());
    // Nobody listens there.
    examples("away", "hdfs://127.0.0.1:1/runs");
    airflow("dags", "db", "migrate").run("migrate").with(0);
    // An option of spark-submit's, so there is one from now on.
    bed.diabolo("runs", Fashion.JOB, "--conf", "spark.ui.enabled=false").run("spark").with(0);
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  /** With what their first lines say is to be changed, and less to train. */
  private static void examples(String name, String workspace) throws IOException {
    Path folder = Files.createDirectories(bed.folder().resolve(name));
    String input = bed.root().resolve(Fashion.SAMPLE).toString();
    Map<String, String> changes =
        Map.of(
            "/opt/diabolo",
            bed.root().toString(),
            "spark://master:7077",
            "local[2]",
            "hdfs:///diabolo/runs",
            workspace,
            "\"data.input.path=hdfs:///clothes/all\"",
            "\"data.input.path="
                + input
                + "\", \"--set\", \"train.epochs=1\", \"--set\", \"retrain.gate.baseline=false\"",
            "hdfs:///clothes/days/{{ macros.ds_add(data_interval_end | ds, -1) }}",
            input,
            "hdfs:///clothes/codes",
            bed.folder().resolve("codes").toString());
    for (String example : List.of("airflow_run.py", "airflow_encode.py")) {
      String text = Files.readString(bed.root().resolve("jobs/schedules").resolve(example));
      for (Map.Entry<String, String> change : changes.entrySet()) {
        text = text.replace(change.getKey(), change.getValue());
      }
      assertThat(text).as(example).doesNotContain("hdfs:///clothes", "spark://", "/opt/");
      Files.writeString(folder.resolve(example), text);
    }
  }

  private static Command airflow(String dags, String... arguments) {
    Map<String, String> environment = new HashMap<>();
    environment.put("AIRFLOW_HOME", bed.folder().resolve("home").toString());
    environment.put("AIRFLOW__CORE__DAGS_FOLDER", bed.folder().resolve(dags).toString());
    environment.put("AIRFLOW__CORE__LOAD_EXAMPLES", "False");
    environment.put("AIRFLOW_CONN_SPARK_DEFAULT", "spark://local%5B2%5D");
    environment.put("SPARK_LOCAL_IP", "127.0.0.1");
    environment.put("PATH", bed.root().resolve("target/spark/bin") + ":" + System.getenv("PATH"));
    return bed.command(environment, python.program("airflow"), arguments);
  }

  private static JsonNode result(String run) throws IOException {
    return Json.read(Files.readString(runs.resolve(run).resolve("result.json")), JsonNode.class);
  }

  private static Ended test(String dag, String date) {
    return airflow("dags", "dags", "test", dag, date).run(dag + "-" + date);
  }

  @Test
  void examplesRunAndAreTriedAgainOnlyWhereThatMayHelp() throws Exception {
    assertThat(airflow("dags", "dags", "list-import-errors").run("errors").with(0).output())
        .contains("No data found");
    assertThat(airflow("dags", "dags", "list").run("list").with(0).output())
        .contains("diabolo_run", "diabolo_retrain", "diabolo_encode");

    test("diabolo_run", "2026-11-23").with(0);
    assertThat(result("weekly-2026-11-22").path("exit").asInt()).isZero();

    // Due at two in the night of that day.
    test("diabolo_retrain", "2026-11-29T02:00:00").with(0);
    JsonNode night = result("2026-11-29");
    assertThat(night.path("action").asText()).isEqualTo("promote");

    test("diabolo_encode", "2026-11-29T04:30:00").with(0);
    assertThat(bed.folder().resolve("codes/2026-11-28/_SUCCESS")).exists();

    Ended refused = task("dags", "2026-11-28T02:00:00");
    assertThat(refused.output() + refused.errors())
        .contains("refused: 2026-11-28 is not made the champion")
        .contains("Immediate failure requested. Marking task as FAILED.");
    assertThat(result("2026-11-28").path("exit").asInt()).isEqualTo(4);

    Ended away = task("away", "2026-11-30T02:00:00");
    assertThat(away.output() + away.errors())
        .contains("Connection refused")
        .contains("Marking task as UP_FOR_RETRY.");
  }

  /** One try, as a scheduler would have it. */
  private static Ended task(String dags, String date) {
    return airflow(dags, "tasks", "test", "diabolo_retrain", "retrain", date)
        .run(dags + "-task-" + date)
        .with(1);
  }
}
