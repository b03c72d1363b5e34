package org.diabolo.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.diabolo.store.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With as many replicas as there are task slots, workers may come and go while a job trains. */
class ElasticAcceptance {
  /** More than the patience of a training with those that have left: 30 s. */
  private static final long LONGER_THAN_PATIENCE = 32_000;

  private static Standalone cluster;

  @BeforeAll
  static void start() {
    cluster = new Standalone(new Testbed("elastic"));
    cluster.bed().up("spark", "--workers", "1", "--cores", "1", "--memory", "2g");
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static double mse(Outcome outcome) {
    return outcome.metrics().get("test").get("mse").asDouble();
  }

  private static boolean replicas(JsonNode round, int count) {
    return round.get("replicas").asInt() == count;
  }

  @Test
  void joinedWorkerIsUsedAndOneThatLeftIsDoneWithout() throws Exception {
    Command command = cluster.run("elastic", "auto", "--master", cluster.master());
    try (Running run = command.start("elastic")) {
      cluster.await(run, "elastic", 6);
      // However fast this machine trains, it waits here for those who come and go.
      ProcessHandle first = cluster.oldest(Standalone.EXECUTOR);
      Signals.send("STOP", first);
      cluster.bed().up("spark", "--workers", "2");
      cluster.awaitExecutors(run, 2);
      Signals.send("CONT", first);
      cluster.await(run, "elastic", "round with 2 replicas", round -> replicas(round, 2));
      cluster.bed().cluster("down", "--worker", "2").run("down-2").with(0);
      int rounds = cluster.rounds("elastic").size();
      cluster.await(run, "elastic", rounds + 2);
      Signals.send("STOP", first);
      Thread.sleep(LONGER_THAN_PATIENCE);
      Signals.send("CONT", first);
      run.end().with(0);
    }

    List<JsonNode> rounds = cluster.rounds("elastic");
    Map<String, Integer> changes = changes(rounds);
    assertThat(changes.values()).containsExactly(1, 2, 1);
    assertThat(workersFromRound()).isEqualTo(Json.tree(changes));
    assertThat(
            rounds.stream()
                .collect(
                    Collectors.groupingBy(
                        round -> round.get("epoch").asInt(),
                        Collectors.summingLong(round -> round.get("examples").asLong()))))
        .as("every row once an epoch")
        .hasSize(Standalone.EPOCHS)
        .allSatisfy((epoch, examples) -> assertThat(examples).isEqualTo(Standalone.ROWS));
    double undisturbed = mse(Standalone.undisturbed());
    assertThat(mse(Outcome.of(cluster.folder("elastic"))))
        .isCloseTo(undisturbed, within(0.05 * undisturbed));
  }

  private static JsonNode workersFromRound() throws IOException {
    String manifest = Files.readString(cluster.folder("elastic").resolve("manifest.json"));
    return Json.read(manifest, JsonNode.class).at("/stages/train/workers_from_round");
  }

  /** The numbers of replicas by the rounds that began with them. */
  private static Map<String, Integer> changes(List<JsonNode> rounds) {
    Map<String, Integer> changes = new LinkedHashMap<>();
    int before = 0;
    for (JsonNode round : rounds) {
      int now = round.get("replicas").asInt();
      if (now != before) {
        changes.put(round.get("round").asText(), now);
      }
      before = now;
    }
    return changes;
  }
}
