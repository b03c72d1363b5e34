package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.diabolo.cli.Commands.Outcome;
import org.diabolo.job.InvalidJobException;
import org.diabolo.retrain.Codes;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncodeNewTest {
  @TempDir Path base;

  private Outcome encode(int code, String... more) {
    Outcome outcome = Commands.in(base, "encode", more);
    assertThat(outcome.code()).as(outcome.errors()).isEqualTo(code);
    return outcome;
  }

  private List<String> read(Outcome outcome) {
    return LocalSpark.session()
        .read()
        .parquet(outcome.summary().path("path").asText())
        .selectExpr("concat_ws(' ', id, code, reconstruction_error, model_version)")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  @Test
  void codesFollowTheRowsUntilTheyAreMadeOne() throws Exception {
    SmallRun.make(base, 40, "prepare", "train");
    // Codes cover all rows, whatever the model was trained on.
    String where = "data.where=label <> 'none'";
    assertThat(encode(3, "--compact").errors())
        .contains(base + "/runs/plane/_codes/one: holds no codes (make them with: diabolo encode");
    Path inTheWay = Files.writeString(base.resolve("runs/plane/_codes"), "");
    assertThat(encode(2, "--new").errors())
        .contains(
            "--workspace: " + inTheWay + "/one cannot be written: ",
            "; have it made writable for this user, or name another --workspace\n");
    Files.delete(inTheWay);
    Outcome first = encode(0, "--new");
    assertThat(first.summary().path("encoded").asInt()).isEqualTo(40);
    assertThat(read(first)).hasSize(40);
    assertThat(first.errors())
        .contains("runs/plane/_codes/one: 40 codes of 2 numbers, 40 encoded now\n");

    List<Row> rows = new ArrayList<>(Tables.plane(42));
    rows.set(7, RowFactory.create(Tables.id(7), Collections.nCopies(8, 1.0), "none"));
    Tables.write(LocalSpark.session(), rows, base.resolve("input"));
    Outcome second = encode(0, "--new", "--set", where);
    assertThat(second.summary().path("encoded").asInt()).isEqualTo(3);
    assertThat(second.summary().has("path")).isFalse();
    assertThat(second.errors())
        .contains(
            "runs/plane/_codes/one: 42 codes of 2 numbers, 3 encoded now; 3 of newer sets, which"
                + " readers of Diabolo put in their places (docs/codes.md)\n");

    String workspace = base + "/runs";
    assertThatThrownBy(() -> Codes.current(workspace, "plane", LocalSpark.session()))
        .isInstanceOf(InvalidJobException.class)
        .hasMessageStartingWith(workspace + "/plane: no model of this job is the champion; ");
    Outcome adopted = Commands.in(base, "models", "adopt", "one", "--reason", "first");
    assertThat(adopted.code()).as(adopted.errors()).isZero();
    JsonNode told = Commands.in(base, "models", "--json").summary();
    assertThat(told.path("unresolved").asInt()).isEqualTo(3);
    assertThat(told.has("path")).isFalse();
    assertThat(told.path("files").get(0).asText()).contains("/_codes/one/_sets/000001-");
    Codes.createView(LocalSpark.session(), workspace, "plane", "codes");
    assertThat(LocalSpark.session().sql("SELECT count(DISTINCT id), count(*) FROM codes").first())
        .isEqualTo(RowFactory.create(42L, 42L));

    Outcome compacted = encode(0, "--new", "--compact");
    assertThat(Commands.in(base, "models", "--json").summary().path("path"))
        .isEqualTo(compacted.summary().path("path"));
    assertThat(compacted.summary().path("encoded").asInt()).isZero();
    assertThat(compacted.summary().path("increments").asInt()).isZero();
    List<String> all = read(compacted);
    assertThat(encode(0, "--compact", "--set", "encoder.code=3").errors())
        .contains("runs/plane/_codes/one: 42 codes of 2 numbers\n");
    String full = base + "/full";
    encode(0, "--input", base + "/input", "--output", full);
    assertThat(
            LocalSpark.session()
                .read()
                .parquet(full)
                .selectExpr("concat_ws(' ', id, code, reconstruction_error, model_version)")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrderElementsOf(all);

    Path one = base.resolve("runs/plane/one");
    FileUtils.copyDirectory(one.toFile(), one.resolveSibling("two").toFile());
    Commands.in(base, "models", "promote", "two", "--reason", "better");
    Path part = SmallRun.part(Path.of(compacted.summary().path("path").asText()));
    SmallRun.overwrite(part, new byte[1]);
    Outcome back = Commands.in(base, "models", "rollback", "--reason", "worse");
    assertThat(back.code()).isEqualTo(3);
    assertThat(back.errors()).startsWith(part + " has 1 bytes where ");

    assertThat(encode(2, "--new", "--input", "a", "--output", "b").errors())
        .contains("--new and --input: allowed: one of them (these codes are kept beside the runs)");
    assertThat(encode(2, "--new", "--redo", "encode").errors())
        .contains("--redo encode: allowed here: none");
  }
}
