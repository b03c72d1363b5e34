package org.diabolo.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.diabolo.pipeline.PlaneRuns.train;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.store.Json;
import org.diabolo.testing.HeardStages;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.Tables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several candidates in one run. */
class SeedsTest {
  private static final List<Long> SEEDS = List.of(2L, 3L, 4L);

  @TempDir Path base;

  /** After so many rounds a process ends. */
  private int rounds = Integer.MAX_VALUE;

  private final HeardStages heard =
      new HeardStages(
          record -> {
            if (--rounds == 0) {
              throw new IllegalStateException("the process ends");
            }
          });

  private final List<String> said = heard.said();
  private PlaneRuns runs;

  @BeforeEach
  void writeJob() throws IOException {
    runs = new PlaneRuns(base, heard);
    Tables.write(LocalSpark.session(), Tables.plane(80), base.resolve("input"));
    Files.writeString(
        base.resolve("job.yaml"),
        Tables.job(base.resolve("input"))
            .replace("epochs: 20", "epochs: 2")
            .replace("period: 10", "period: 1")
            .replace("seed: 3", "seed: 2")
            .replace("patience: 20", "patience: 20\n  checkpoints: {rounds: 1}"));
  }

  private int rounds(String id) throws IOException {
    return Files.readAllLines(runs.folder(id).resolve("rounds.jsonl")).size();
  }

  @Test
  void bestByValidationOfThoseTrainedAloneIsTakenAlsoAfterADeathInBetween() throws Exception {
    Map<Long, Double> losses = new HashMap<>();
    Map<Long, List<byte[]>> alone = new HashMap<>();
    // As many as there are in the larger share of the rows, which the seed deals out.
    Map<Long, Integer> each = new HashMap<>();
    runs.pipeline("alone").prepare();
    for (long seed : SEEDS) {
      Pipeline one = runs.pipeline("alone", "train.seed=" + seed);
      if (!losses.isEmpty()) {
        one.redo(Stage.TRAIN);
      }
      one.train();
      losses.put(seed, runs.provenance("alone", "/training/valid_loss").asDouble());
      alone.put(seed, runs.networks("alone"));
      each.put(seed, rounds("alone"));
    }
    long best = SEEDS.stream().min((a, b) -> losses.get(a).compareTo(losses.get(b))).orElseThrow();
    assertThat(losses.values()).doesNotHaveDuplicates();

    // In the third round of the second.
    rounds = each.get(2L) + 3;
    Pipeline dying = runs.pipeline("three").startingFrom(Start.COLD.with(3));
    assertThatThrownBy(() -> train(dying)).hasMessageContaining("the process ends");
    rounds = Integer.MAX_VALUE;
    said.clear();
    // By any command: the run knows how many they are.
    runs.pipeline("three").train();

    assertThat(said).doesNotContain("training with seed 2, 1 of 3");
    assertThat(said).contains("training with seed 3, 2 of 3", "training with seed 4, 3 of 3");
    assertThat(runs.networks("three")).usingRecursiveComparison().isEqualTo(alone.get(best));
    for (long seed : SEEDS) {
      assertThat(runs.networks("three/seeds/" + seed))
          .usingRecursiveComparison()
          .isEqualTo(alone.get(seed));
    }
    JsonNode compared = runs.provenance("three", "/seeds");
    assertThat(compared.path("chosen").asLong()).isEqualTo(best);
    losses.forEach(
        (seed, loss) ->
            assertThat(compared.path("valid_loss").path(seed.toString()).asDouble())
                .isEqualTo(loss));
    JsonNode manifest =
        Json.read(Files.readString(runs.folder("three").resolve("manifest.json")), JsonNode.class);
    assertThat(manifest.at("/stages/train/seeds")).isEqualTo(compared);
    assertThat(runs.folder("three").resolve("seeds/3/checkpoints")).doesNotExist();
    assertThat(runs.provenance("three/seeds/3", "/training/resumed_from_round").asInt())
        .isEqualTo(2);
    assertThat(rounds("three")).isEqualTo(each.get(best));

    said.clear();
    runs.pipeline("three").startingFrom(Start.COLD.with(3)).train();
    assertThat(said).containsExactly("trained already");
    Pipeline two = runs.pipeline("three").startingFrom(Start.COLD.with(2));
    assertThatThrownBy(two::train)
        .isInstanceOf(InvalidJobException.class)
        .hasMessageStartingWith(
            "--run-id three: train was made from something else: retrain.seeds was 3 and is now 2");
  }

  @Test
  void withoutRowsToValidateOnNoneCanBeChosen() {
    Pipeline none =
        runs.pipeline("none", "data.split.valid=0.0001").startingFrom(Start.COLD.with(3));
    assertThatThrownBy(() -> train(none))
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            "data.split.valid: no row is left to validate on, and of 3 (retrain.seeds) the best by"
                + " validation is to be taken");
  }

  @Test
  void seedThatDivergesIsLeftOutAndAllOfThemAreAFailure() {
    Pipeline wild =
        runs.pipeline("wild", "train.optimizer={rate: 1e30}", "train.batch=6")
            .startingFrom(Start.COLD.with(2));

    assertThatThrownBy(() -> train(wild)).hasMessageStartingWith("training diverged");
    for (String seed : List.of("seed 2", "seed 3")) {
      assertThat(said).anyMatch(line -> line.startsWith(seed + " is left out: training diverged"));
    }
  }

  @Test
  void ofEqualLossesTheLowerSeedIsTaken() {
    ComparedSeeds compared = ComparedSeeds.of(Map.of(9L, 0.5, 7L, 0.25, 8L, 0.25));

    assertThat(compared.chosen()).isEqualTo(7);
    assertThat(ComparedSeeds.in(Json.tree(Map.of("seeds", compared)))).hasValue(compared);
    assertThat(ComparedSeeds.of(Map.of(7L, 0.25)))
        .hasToString("seed 7 is taken by validation loss (7: 0.250000)");
  }
}
