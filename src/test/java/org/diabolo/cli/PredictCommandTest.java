package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.diabolo.store.Json;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictCommandTest {
  @TempDir Path folder;

  private String printed;
  private String errors;

  @Test
  void predictionsGoIntoTheRunOrElsewhere() throws Exception {
    Tables.write(LocalSpark.session(), Tables.plane(100), folder.resolve("input"));
    Files.writeString(folder.resolve("job.yaml"), Tables.job(folder.resolve("input")));
    assertThat(execute("prepare", "--run-id", "one")).as(errors).isZero();
    assertThat(execute("train", "--run-id", "one")).as(errors).isZero();

    assertThat(execute("predict")).as(errors).isZero();

    Path run = folder.resolve("runs/plane/one");
    JsonNode stage = summary().at("/stages/predict");
    assertThat(stage.get("rows").asInt()).isEqualTo(100);
    assertThat(stage.at("/search/beam").asInt()).isEqualTo(5);
    assertThat(summary().get("predictions").asText()).endsWith("runs/plane/one/predictions");
    List<Row> rows = LocalSpark.session().read().parquet(run + "/predictions").collectAsList();
    assertThat(rows).hasSize(100);
    assertThat(rows.get(0).schema().fieldNames()).containsExactly("id", "output", "model_version");
    // An autoencoder of rows around 0, 100, 200, ...
    assertThat((Double) rows.get(0).getList(1).get(3)).isBetween(290.0, 310.0);

    assertThat(execute("predict")).as(errors).isZero();
    assertThat(errors).contains("predicted already");

    assertThat(execute("predict", "--set", "predict.beam=7")).isEqualTo(2);
    assertThat(errors)
        .contains(
            "/predictions was made with another predict section: predict.beam was 5 and is now 7;"
                + " write elsewhere with: diabolo predict --output DIR");

    String other = folder.resolve("other").toString();
    assertThat(execute("predict", "--set", "predict.columns=[label]", "--output", other))
        .as(errors)
        .isZero();
    assertThat(summary().get("rows").asInt()).isEqualTo(100);
    assertThat(LocalSpark.session().read().parquet(other).columns())
        .containsExactly("id", "label", "output", "model_version");
    assertThat(execute("predict", "--output", other)).isEqualTo(2);
    assertThat(errors).contains("--output " + other + ": there is something already");
  }

  @Test
  void otherRowsNeedAPlaceOfTheirOwn() throws Exception {
    Files.writeString(folder.resolve("job.yaml"), Tables.job(folder.resolve("input")));
    assertThat(execute("predict", "--input", "rows")).isEqualTo(2);
    assertThat(errors).contains("--input rows: needs --output DIR");
  }

  private int execute(String command, String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.add(command);
    arguments.add(folder.resolve("job.yaml").toString());
    arguments.addAll(List.of("--workspace", folder.resolve("runs").toString()));
    arguments.addAll(List.of(more));
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    ByteArrayOutputStream complained = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said));
    System.setErr(new PrintStream(complained));
    try {
      return Diabolo.execute(arguments.toArray(String[]::new));
    } finally {
      System.setOut(out);
      System.setErr(err);
      printed = said.toString();
      errors = complained.toString();
    }
  }

  private JsonNode summary() {
    return Json.read(printed.lines().reduce("", (before, line) -> line), JsonNode.class);
  }
}
