package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.diabolo.cli.Commands.Outcome;
import org.diabolo.network.guard.Zips;
import org.diabolo.retrain.Due;
import org.diabolo.retrain.DueAsked;
import org.diabolo.store.Json;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights on which there may be nothing to do. */
class RetrainWhenTest {
  @TempDir Path base;

  /**
   * All rows up to a day, those from the first on as the plane has them or in other units. Of the
   * oldest four lack a number and two their key, each day.
   */
  private void rows(int rows, int first, double times) {
    List<Row> table = new ArrayList<>(Tables.plane(rows));
    for (int i = first; i < rows; i++) {
      List<Double> numbers = new ArrayList<>(table.get(i).<List<Double>>getAs(1));
      numbers.replaceAll(number -> number * times);
      table.set(i, RowFactory.create(table.get(i).get(0), numbers, table.get(i).get(2)));
    }
    for (int i = 0; i < 6; i++) {
      List<Double> numbers = new ArrayList<>(table.get(i).<List<Double>>getAs(1));
      numbers.set(1, i < 4 ? null : numbers.get(1));
      table.set(i, RowFactory.create(i < 4 ? table.get(i).get(0) : null, numbers, "x"));
    }
    Tables.write(LocalSpark.session(), table, base.resolve("rows"));
  }

  private JsonNode retrain(String date, String... more) {
    return Commands.retrain(base, 0, date, more).summary();
  }

  private boolean isTrained(String date) {
    return Files.exists(base.resolve("runs/plane").resolve(date).resolve("bundle"));
  }

  @Test
  void trainsWhenRowsSinceLookOtherwiseAndElseEncodesThem() throws IOException {
    Files.writeString(
        base.resolve("job.yaml"),
        Tables.job(base.resolve("rows")).replace("epochs: 20", "epochs: 3")
            + "retrain: {when: drift, gate: {margin: 500, least_rows: 20, baseline: false}}\n");
    rows(1000, 1000, 1);
    JsonNode first = retrain("2026-11-01");
    assertThat(first.path("action").asText()).isEqualTo("promote");
    assertThat(first.path("drift").isNull()).isTrue();

    JsonNode nothingNew = retrain("2026-11-02");
    assertThat(nothingNew.path("action").asText()).isEqualTo("none");
    assertThat(nothingNew.path("drift").asBoolean(true)).isFalse();
    assertThat(nothingNew.at("/reasons/0").asText())
        .isEqualTo("no drift: no rows of new keys have come since the model was made");
    assertThat(Commands.in(base, "runs", "--run-id", "2026-11-02").summary().at("/runs/0/state"))
        .hasToString("\"nothing_to_do\"");
    assertThat(Commands.retrain(base, 0, "2026-11-02", "data.split.test=0.3").errors())
        .contains(
            "the candidate will be refused: data.split: the champion was made with {",
            "they cannot be compared; --force REASON takes it without comparing");

    rows(1300, 1300, 1);
    JsonNode same = retrain("2026-11-03");
    assertThat(same.path("action").asText()).isEqualTo("none");
    assertThat(same.path("decision").isNull()).isTrue();
    assertThat(same.path("champion").asText()).isEqualTo("2026-11-01");
    assertThat(same.path("encoded").asInt()).isEqualTo(300);
    assertThat(isTrained("2026-11-03")).isFalse();
    JsonNode report =
        Json.read(
            Files.readString(base.resolve("runs/plane/2026-11-03/drift.json")), JsonNode.class);
    assertThat(report.at("/looked_at/rows").asInt()).isEqualTo(300);

    Outcome again = Commands.retrain(base, 0, "2026-11-03");
    assertThat(again.summary().path("reasons")).isEqualTo(same.path("reasons"));
    assertThat(again.summary().path("encoded").asInt()).isZero();
    assertThat(again.errors()).contains("nothing to do: no drift: 12 comparisons of 300 rows");

    rows(1600, 1300, 1.01);
    // After three epochs a model of both kinds of rows is worse on the old ones, and refused.
    JsonNode other = Commands.retrain(base, 4, "2026-11-04").summary();
    assertThat(other.path("drift").asBoolean()).isTrue();
    assertThat(other.path("told_by").toString()).contains("errors", "inputs");
    assertThat(other.path("decision").isInt()).isTrue();
    assertThat(isTrained("2026-11-04")).isTrue();
  }

  @Test
  void trainsWhenEnoughRowsAreNewEvenIfTheyCameInSeveralNights() throws IOException {
    Files.writeString(
        base.resolve("job.yaml"),
        Tables.job(base.resolve("rows")).replace("epochs: 20", "epochs: 1")
            + """
            retrain:
              when: {new_rows: 0.1}
              gate: {margin: 500, least_rows: 10, baseline: false}
            """);
    rows(200, 200, 1);
    assertThat(retrain("2026-11-01").path("action").asText()).isEqualTo("promote");

    rows(215, 215, 1);
    JsonNode few = retrain("2026-11-02");
    assertThat(few.path("action").asText()).isEqualTo("none");
    assertThat(few.path("encoded").asInt()).isEqualTo(15);
    assertThat(few.at("/reasons/0").asText())
        .isEqualTo(
            "15 of 213 rows are new to the champion, 7.04 %, and retrain.when.new_rows is 0.1");

    rows(230, 230, 1);
    JsonNode enough = retrain("2026-11-03");
    assertThat(enough.path("decision").isInt()).isTrue();
    assertThat(isTrained("2026-11-03")).isTrue();

    // What the champion cannot be asked is no reason to do nothing: other columns may be meant.
    String champion = enough.path("champion").asText();
    Due.Told told = DueAsked.of(base, "2026-11-04", "source.column=w");
    assertThat(told.due()).isTrue();
    assertThat(told.reasons())
        .containsExactly(
            "drift cannot be told: source.column: was \"v\" when the champion, "
                + champion
                + ", was trained, and is now \"w\"");

    // A candidate could not be compared with it.
    Path encoder = unrunnable(base.resolve("runs/plane").resolve(champion).resolve("bundle"));
    assertThat(Commands.retrain(base, 3, "2026-11-05").errors())
        .contains(
            "the champion, " + champion + " (decision ",
            "cannot be used: "
                + encoder
                + ": is of a graph that cannot be run; put its files back, or choose another for"
                + " good: diabolo models JOB rollback --reason TEXT, or promote VERSION --reason"
                + " TEXT, or retrain without comparing, and with retrain.start: cold: --force"
                + " REASON\n");
    assertThat(base.resolve("runs/plane/2026-11-05/prepared")).doesNotExist();
  }

  /** Its sums are right, and its encoder is of a graph without its first vertex. */
  private static Path unrunnable(Path bundle) throws IOException {
    Path encoder = bundle.resolve("encoder.zip");
    byte[] zip =
        Zips.withJson(
            Files.readAllBytes(encoder),
            json -> json.replaceFirst("(\"topologicalOrderStr\" *: *\\[ *)\"source\"", "$1\"x\""));
    Path sums = bundle.resolve("SHA256SUMS");
    String right =
        Files.readString(sums).replaceAll("[0-9a-f]+(?=  encoder.zip)", DigestUtils.sha256Hex(zip));
    SmallRun.overwrite(encoder, zip);
    SmallRun.overwrite(sums, right.getBytes(StandardCharsets.UTF_8));
    return encoder;
  }
}
