package org.diabolo.bench.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.diabolo.bench.BenchResult;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.RetrainSpec.Start;
import org.diabolo.pipeline.StageListener;
import org.diabolo.store.Json;
import org.diabolo.testing.Jobs;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrainBenchTest {
  @TempDir Path base;

  private final List<String> said = new ArrayList<>();
  private int trained;

  private BenchResult bench(RetrainPlan plan, String... more) {
    StageListener listener =
        new StageListener() {
          @Override
          public void stageBegins(String stage) {}

          @Override
          public void stageEnded(String outcome) {
            trained += outcome.startsWith("trained ") && !outcome.endsWith("already") ? 1 : 0;
          }

          @Override
          public void roundEnded(org.diabolo.average.RoundRecord record) {}
        };
    return new RetrainBench(
            LocalSpark.session(),
            overrides -> {
              List<String> all = new ArrayList<>(List.of(more));
              all.addAll(overrides);
              return Jobs.read(base.resolve("job.yaml"), all);
            },
            plan,
            base.resolve("runs").toString(),
            listener,
            said::add)
        .run();
  }

  private JsonNode card(String version) throws Exception {
    return Json.read(
        Files.readString(
            base.resolve("runs/plane-3").resolve(version).resolve("bundle/bundle.json")),
        JsonNode.class);
  }

  @Test
  void modelsFollowEachOtherAndAreHeldAgainstTheFirst() throws Exception {
    Files.writeString(
        base.resolve("job.yaml"),
        Tables.job(base.resolve("rows")).replace("epochs: 20", "epochs: 2"));
    Tables.write(LocalSpark.session(), Tables.plane(300), base.resolve("rows"));
    List<Way> ways = List.of(new Way(Start.COLD), new Way(Start.WARM));
    RetrainPlan plan = new RetrainPlan(List.of(3L), ways, 1, 200L, "label", 100);

    BenchResult result = bench(plan);

    assertThat(trained).isEqualTo(4);
    assertThat(result.rows()).hasSize(3);
    Second cold = (Second) result.rows().get(0);
    Second warm = (Second) result.rows().get(1);
    assertThat(cold.ofFresh()).isEqualTo(1);
    assertThat(List.of(cold.kept(), warm.kept())).allMatch(kept -> kept > 0 && kept < 1);
    assertThat(warm.ofFirstVote()).isCloseTo(warm.vote() / warm.firstVote(), within(1e-12));
    Following last = (Following) result.rows().get(2);
    assertThat(last.step()).isEqualTo(1);
    // The one before is the first, and all rows and settings are the second's.
    assertThat(List.of(last.kept(), last.keptOfFirst(), last.ofFresh()))
        .containsExactly(warm.kept(), warm.kept(), warm.ofFresh());
    assertThat(result.ratios().keySet())
        .containsExactly(
            "kept_cold", "vote_cold", "error_cold", "kept_warm", "vote_warm", "error_warm");
    assertThat(said)
        .hasSize(4)
        .anyMatch(line -> line.startsWith("second model, warm, seed 3, kept of 10 "))
        .anyMatch(line -> line.startsWith("in a row, warm, seed 3, step 1, kept of 10 "));

    assertThat(card("warm-1").at("/provenance/retrain/champion").asText()).isEqualTo("first");
    assertThat(card("warm").at("/provenance/retrain/start").asText()).isEqualTo("warm");
    assertThat(card("warm").at("/provenance/job/train/seed").asInt()).isEqualTo(3);
    int half = rows("first");
    int all = rows("warm");
    assertThat(all).isBetween(150, 250);
    assertThat((double) half / all).isBetween(0.35, 0.65);

    // Nothing is trained again, and other settings are not taken for these.
    assertThat(bench(plan).table()).isEqualTo(result.table());
    assertThat(trained).isEqualTo(4);
    assertThatThrownBy(() -> bench(plan, "train.epochs=3"))
        .isInstanceOf(InvalidJobException.class)
        .hasMessageStartingWith(
            "--run-id first: train was made from something else: train.epochs was 2 and is now 3");
    assertThatThrownBy(
            () -> bench(new RetrainPlan(List.of(4L), ways, 0, null, null, 9), "data.split.test=0"))
        .isInstanceOf(InvalidJobException.class)
        .hasMessageStartingWith("data.split: holds no rows out, allowed: a split with test rows");
  }

  private int rows(String version) throws Exception {
    JsonNode manifest =
        Json.read(
            Files.readString(
                base.resolve("runs/plane-3").resolve(version).resolve("manifest.json")),
            JsonNode.class);
    int rows = 0;
    for (JsonNode split : manifest.at("/stages/prepare/rows")) {
      rows += split.asInt();
    }
    return rows;
  }
}
