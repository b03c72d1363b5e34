package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.diabolo.cli.Commands.Outcome;
import org.diabolo.store.Json;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code retrain.start: warm}, as a schedule meets it. */
class WarmRetrainTest {
  @TempDir Path base;

  private void day(String date, List<Row> rows) {
    Tables.write(LocalSpark.session(), rows, base.resolve("day=" + date));
  }

  private Outcome retrain(int code, String date, String... more) {
    return Commands.retrain(base, code, date, more);
  }

  private JsonNode start(String run) throws IOException {
    Path card = base.resolve("runs/plane").resolve(run).resolve("bundle/bundle.json");
    return Json.read(Files.readString(card), JsonNode.class).at("/provenance/retrain");
  }

  @Test
  void candidatesFollowTheChampionAndARunKeepsTheOneThatItBeganWith() throws Exception {
    Files.writeString(
        base.resolve("job.yaml"),
        Tables.job(base.resolve("day=${date}")).replace("epochs: 20", "epochs: 2")
            + """
            retrain:
              start: warm
              gate: {margin: 50, least_rows: 10, baseline: false}
            """);
    day("2026-11-01", Tables.plane(80));
    Outcome first = retrain(0, "2026-11-01", "retrain.seeds=2");
    JsonNode seeds = first.summary().path("seeds");
    assertThat(seeds.path("valid_loss").fieldNames()).toIterable().containsExactly("3", "4");
    assertThat(Commands.in(base, "models", "show", "2026-11-01").errors())
        .contains("seed " + seeds.path("chosen") + " is taken by validation loss (3: ");
    assertThat(first.errors()).contains("starts cold, as there was no champion to start from\n");
    assertThat(start("2026-11-01"))
        .isEqualTo(
            Json.read("{\"start\":\"warm\",\"seeds\":2,\"codes\":\"anchored\"}", JsonNode.class));

    day("2026-11-02", Tables.plane(90));
    assertThat(retrain(2, "2026-11-02", "encoder.code=3").errors())
        .contains(
            "retrain.start: found warm, allowed: cold, as the model of the champion, 2026-11-01,"
                + " is another: encoder.code was 2 and is now 3\n")
        .doesNotContain(
            "looking at the rows since", "the candidate will be refused", "starts from");
    // A call that ends early: prepared, and not trained.
    Outcome stopped = retrain(2, "2026-11-02", "train.averaging.workers=1000");
    assertThat(stopped.errors())
        .contains("starts from the champion, 2026-11-01, with its fields; the optimiser begins");
    Path runs = base.resolve("runs/plane");
    FileUtils.copyDirectory(
        runs.resolve("2026-11-01/bundle").toFile(), runs.resolve("another/bundle").toFile());
    Files.copy(runs.resolve("2026-11-01/manifest.json"), runs.resolve("another/manifest.json"));
    Outcome promoted = Commands.in(base, "models", "promote", "another", "--reason", "meanwhile");
    assertThat(promoted.code()).as(promoted.errors()).isZero();
    assertThat(retrain(2, "2026-11-02", "retrain.start=cold").errors())
        .contains("retrain.start was \"warm\" and is now \"cold\"");
    Outcome second = retrain(0, "2026-11-02");
    assertThat(second.errors()).contains("starts from the champion, 2026-11-01, with its fields");
    assertThat(start("2026-11-02").path("champion").asText()).isEqualTo("2026-11-01");
    assertThat(second.errors()).contains("its codes stay near to those of 2026-11-01\n");
    assertThat(start("2026-11-02").at("/anchor/champion").asText()).isEqualTo("2026-11-01");

    List<Row> rows = new ArrayList<>();
    for (Row row : Tables.plane(100)) {
      List<Double> numbers = new ArrayList<>(row.<List<Double>>getAs(1));
      numbers.set(0, 1000 + numbers.get(0));
      rows.add(RowFactory.create(row.get(0), numbers, row.get(2)));
    }
    day("2026-11-03", rows);
    Path bundle = runs.resolve("2026-11-02/bundle");
    Files.move(bundle, base.resolve("away"));
    assertThat(retrain(3, "2026-11-03").errors())
        .contains("the champion, 2026-11-02 (decision 3, promote), cannot be used: " + bundle);
    assertThat(retrain(3, "2026-11-03", "--force", "it is gone").errors())
        .contains("cannot be used: " + bundle, "and with retrain.start: cold: --force REASON\n");
    Files.move(base.resolve("away"), bundle);
    Outcome unfit = retrain(3, "2026-11-03");
    assertThat(unfit.errors())
        .contains(
            "the train rows do not fit the fields of the champion, 2026-11-02: source: v[0] was")
        .contains("encoded 100 rows");
    assertThat(unfit.summary().path("kind").asText()).isEqualTo("data");
    assertThat(unfit.summary().path("champion").asText()).isEqualTo("2026-11-02");
    assertThat(unfit.summary().path("encoded").asInt()).isEqualTo(100);
    assertThat(unfit.summary().path("codes").asText()).endsWith("/_codes/2026-11-02");
    assertThat(unfit.summary().path("not_encoded").isNull()).isTrue();
    assertThat(Commands.in(base, "models", "--json").summary().path("rows").asInt()).isEqualTo(100);
  }
}
