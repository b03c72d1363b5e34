package org.diabolo.bench.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.diabolo.bench.BenchResult;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.RetrainSpec.Codes;
import org.diabolo.job.RetrainSpec.Start;
import org.diabolo.store.Json;
import org.diabolo.testing.HeardStages;
import org.diabolo.testing.Jobs;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.Tables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

class RetrainBenchTest {
  private static final Way FRESH = new Way(Codes.FRESH, Start.COLD);
  private static final Way ANCHORED = new Way(Codes.ANCHORED, Start.WARM);

  @TempDir Path base;

  private final List<String> said = new ArrayList<>();
  private final HeardStages heard = new HeardStages();

  /** Models. */
  private long trained() {
    return heard.said().stream()
        .filter(line -> line.startsWith("trained ") && !line.endsWith("already"))
        .count();
  }

  private BenchResult bench(RetrainPlan plan, String... more) {
    return new RetrainBench(
            LocalSpark.session(),
            overrides -> {
              List<String> all = new ArrayList<>(List.of(more));
              all.addAll(overrides);
              return Jobs.read(base.resolve("job.yaml"), all);
            },
            plan,
            base.resolve("runs").toString(),
            heard,
            said::add)
        .run();
  }

  private JsonNode card(String version) throws Exception {
    return Json.read(
        Files.readString(
            base.resolve("runs/plane-3").resolve(version).resolve("bundle/bundle.json")),
        JsonNode.class);
  }

  @BeforeEach
  void writeJob() throws IOException {
    Files.writeString(
        base.resolve("job.yaml"),
        Tables.job(base.resolve("rows")).replace("epochs: 20", "epochs: 1")
            + """
            retrain:
              gate: {baseline: false, draws: 100}
            """);
    Tables.write(LocalSpark.session(), Tables.plane(300), base.resolve("rows"));
  }

  @Test
  void secondModelIsHeldAgainstTheFirstAndAFreshOne() throws Exception {
    RetrainPlan plan =
        new RetrainPlan(List.of(3L), false, List.of(FRESH, ANCHORED), 0, 200L, "label", 100);

    BenchResult result = bench(plan);

    assertThat(trained()).isEqualTo(3);
    assertThat(result.rows()).hasSize(2);
    Second fresh = (Second) result.rows().get(0);
    Second anchored = (Second) result.rows().get(1);
    assertThat(fresh.ofFresh()).isEqualTo(1);
    assertThat(anchored.ofFresh())
        .isCloseTo(anchored.error() / fresh.error(), within(1e-12))
        .isNotEqualTo(1);
    assertThat(List.of(fresh.kept(), anchored.kept())).allMatch(kept -> kept > 0 && kept < 1);
    assertThat(anchored.ofFirstVote())
        .isCloseTo(anchored.vote() / anchored.firstVote(), within(1e-12));
    assertThat(result.ratios().keySet())
        .containsExactly(
            "kept_fresh_cold",
            "vote_fresh_cold",
            "error_fresh_cold",
            "kept_anchored_warm",
            "vote_anchored_warm",
            "error_anchored_warm");
    assertThat(said)
        .hasSize(3)
        .anyMatch(line -> line.startsWith("second model, anchored-warm, seed 3, kept of 10 "));

    assertThat(card("fresh-cold").at("/provenance/retrain/codes").asText()).isEqualTo("fresh");
    assertThat(card("anchored-warm").at("/provenance/retrain/start").asText()).isEqualTo("warm");
    assertThat(card("anchored-warm").at("/provenance/retrain/anchor/champion").asText())
        .isEqualTo("first");
    assertThat(card("anchored-warm").at("/provenance/job/train/seed").asInt()).isEqualTo(3);
    assertThat(card("first").at("/provenance/job/train/seed").asInt()).isEqualTo(1003);
    int half = rows("first");
    int all = rows("anchored-warm");
    assertThat(all).isBetween(150, 250);
    assertThat((double) half / all).isBetween(0.35, 0.65);

    assertThatThrownBy(() -> bench(plan, "train.epochs=3"))
        .isInstanceOf(InvalidJobException.class)
        .hasMessageStartingWith(
            "--run-id first: train was made from something else: train.epochs was 1 and is now 3");
    assertThatThrownBy(() -> bench(plan, "data.split.test=0"))
        .isInstanceOf(InvalidJobException.class)
        .hasMessage(
            "data.split.test: found 0, allowed: above 0, as the bench looks rows up that no model"
                + " was trained on");
  }

  /** As {@code -Ddiabolo.bench=all}; it takes a minute on two cores. */
  @Test
  @EnabledIfSystemProperty(named = "diabolo.bench", matches = "all")
  void modelsInARowFollowEachOtherAndAreMadeOnce() throws Exception {
    RetrainPlan plan =
        new RetrainPlan(List.of(3L), false, List.of(FRESH, ANCHORED), 2, 200L, null, 100);

    BenchResult result = bench(plan);

    assertThat(trained()).isEqualTo(5);
    assertThat(result.rows()).hasSize(4);
    Following next = (Following) result.rows().get(2);
    Following last = (Following) result.rows().get(3);
    assertThat(next.keptOfFirst()).isEqualTo(next.kept());
    assertThat(next.ofFresh()).isNull();
    assertThat(last.step()).isEqualTo(2);
    assertThat(last.ofVoteBefore()).isNull();
    assertThat(last.ofFresh())
        .isCloseTo(last.error() / ((Second) result.rows().get(0)).error(), within(1e-12));
    assertThat(said)
        .anyMatch(line -> line.startsWith("in a row, anchored-warm, seed 3, step 2, kept of 10 "));
    assertThat(card("anchored-warm-1").at("/provenance/retrain/champion").asText())
        .isEqualTo("first");
    assertThat(card("anchored-warm-2").at("/provenance/retrain/champion").asText())
        .isEqualTo("anchored-warm-1");
    assertThat(rows("anchored-warm-1"))
        .isGreaterThan(rows("first"))
        .isLessThan(rows("anchored-warm-2"));
    assertThat(rows("anchored-warm-2")).isEqualTo(rows("fresh-cold"));

    assertThat(bench(plan).table()).isEqualTo(result.table());
    assertThat(trained()).isEqualTo(5);
  }

  @Test
  void lastInARowHasTheSeedThatIsAskedForAndThoseBeforeOthersOrTheSame() {
    RetrainPlan plan = new RetrainPlan(List.of(7L), false, List.of(), 3, null, null, 1);
    assertThat(List.of(plan.seed(7, 0), plan.seed(7, 1), plan.seed(7, 2), plan.seed(7, 3)))
        .containsExactly(1007L, 2007L, 3007L, 7L);
    assertThat(new RetrainPlan(List.of(7L), false, List.of(), 0, null, null, 1).seed(7, 0))
        .isEqualTo(1007);
    assertThat(new RetrainPlan(List.of(7L), true, List.of(), 3, null, null, 1).seed(7, 1))
        .isEqualTo(7);
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
