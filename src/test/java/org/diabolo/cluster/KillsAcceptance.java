package org.diabolo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.diabolo.store.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever is killed while a job trains, it ends with the bits of a run that was left alone. */
class KillsAcceptance {
  private static final int ROUNDS = 6 * Standalone.EPOCHS;

  private static Standalone cluster;

  @BeforeAll
  static void start() {
    cluster = new Standalone(new Testbed("kills"));
    // A driver in cluster mode takes one core of a worker.
    cluster.bed().up("spark", "--workers", "2", "--cores", "2", "--memory", "2g");
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static Command run(String id, String... options) {
    List<String> all = new ArrayList<>(List.of("--master", cluster.master()));
    all.addAll(List.of("--conf", "spark.cores.max=2"));
    all.addAll(List.of(options));
    return cluster.run(id, "2", all.toArray(String[]::new));
  }

  private static void assertSame(String id) {
    Outcome.of(cluster.folder(id)).assertSameAs(Standalone.undisturbed());
    List<JsonNode> rounds = cluster.rounds(id);
    assertThat(rounds.stream().map(round -> round.get("round").asInt()))
        .isEqualTo(IntStream.rangeClosed(1, ROUNDS).boxed().toList());
    assertThat(rounds).allMatch(round -> round.get("replicas").asInt() == 2);
    assertThat(rounds.stream().mapToLong(round -> round.get("examples").asLong()).sum())
        .isEqualTo(Standalone.EPOCHS * Standalone.ROWS);
  }

  @Test
  void executorThenWorkerThenMaster() {
    try (Running run = run("killed").start("killed")) {
      cluster.await(run, "killed", 6);
      Standalone.kill(cluster.oldest(Standalone.EXECUTOR));
      cluster.await(run, "killed", 18);
      Standalone.kill(cluster.server("worker-1"));
      cluster.await(run, "killed", 24);
      cluster.bed().up("spark");
      cluster.await(run, "killed", 36);
      Standalone.kill(cluster.server("master"));
      cluster.await(run, "killed", 42);
      cluster.bed().up("spark");

      Ended ended = run.end().with(0);

      assertThat(ended.output()).contains("\"encode\":{").contains("\"rows\":12000");
      assertThat(ended.errors())
          .contains("Command exited with code 137")
          .contains("waiting for master to reconnect")
          .as("what a user sees of a loss that is healed")
          .doesNotContain("\tat ");
    }
    assertSame("killed");
  }

  @Test
  void supervisedDriver() {
    try (Running run = run("driver", "--deploy-mode", "cluster", "--supervise").start("driver")) {
      cluster.await(run, "driver", 8);
      Standalone.kill(cluster.oldest(Standalone.DRIVER));

      Ended ended = run.end().with(0);

      assertThat(ended.errors()).contains(" is FINISHED");
    }
    assertThat(cluster.bed().logs().values()).anyMatch(log -> log.contains(", from a checkpoint"));
    assertSame("driver");
  }

  /** Spark itself would start it again and again. */
  @Test
  void supervisedDriverWithBadDataIsNotStartedAgain() {
    Command command =
        run(
            "mistake",
            "--deploy-mode",
            "cluster",
            "--supervise",
            "--set",
            "data.input.path=" + Fashion.uri(cluster.bed().folder().resolve("nowhere")));
    try (Running run = command.start("mistake")) {
      assertThat(run.end().errors()).contains(" is KILLED");
    }
    assertThat(cluster.bed().processes(Standalone.DRIVER)).isEmpty();
    assertThat(cluster.bed().logs().values())
        .filteredOn(log -> log.contains("it is not supervised further"))
        .singleElement()
        .asString()
        .contains("nowhere")
        .doesNotContain("\tat ");
  }

  /** A date before the champion's is refused without any gate, and would be so for ever. */
  @Test
  void supervisedRetrainingThatIsRefusedIsNotStartedAgain() throws Exception {
    retraining("2026-11-02", "--master", "local[2]").run("champion").with(0);
    Command command =
        retraining(
            "2026-11-01",
            "--master",
            cluster.master(),
            "--conf",
            "spark.cores.max=2",
            "--deploy-mode",
            "cluster",
            "--supervise");
    try (Running run = command.start("refused")) {
      assertThat(run.end().with(1).errors()).contains(" is KILLED");
    }
    assertThat(cluster.bed().processes(Standalone.DRIVER)).isEmpty();
    assertThat(cluster.bed().logs().values())
        .filteredOn(log -> log.contains("refused: 2026-11-01 is not made the champion"))
        .singleElement()
        .asString()
        .contains("it is not supervised further");
    JsonNode result =
        Json.read(
            Files.readString(cluster.folder("2026-11-01").resolve("result.json")), JsonNode.class);
    assertThat(result.path("exit").asInt()).isEqualTo(4);
    assertThat(result.path("retry").isBoolean()).isTrue();
    assertThat(result.path("retry").asBoolean()).isFalse();
    assertThat(result.path("champion").asText()).isEqualTo("2026-11-02");
  }

  private static Command retraining(String date, String... options) {
    List<String> words = new ArrayList<>(List.of("retrain", Fashion.JOB, "--date", date));
    words.addAll(List.of("--workspace", Fashion.uri(cluster.workspace())));
    for (String setting :
        List.of(
            "data.input.path=" + Fashion.sample(),
            "train.epochs=1",
            "train.averaging.workers=2",
            "retrain.gate.baseline=false")) {
      words.addAll(List.of("--set", setting));
    }
    words.addAll(List.of(options));
    return cluster.bed().diabolo(words.toArray(String[]::new));
  }
}
