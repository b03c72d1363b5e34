package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.diabolo.cli.Commands.Outcome;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.Tables;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs over a part of an input's rows, in folders of days. */
class WhereRunTest {
  private static final String CONDITION = "day < '3' and label <> 'label 2'";

  @TempDir static Path base;
  @TempDir Path folder;

  private Path run;

  @BeforeAll
  static void runOnce() throws Exception {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 180; i++) {
      Row row = Tables.plane(180).get(i);
      rows.add(RowFactory.create(row.get(0), row.get(1), row.get(2), Integer.toString(day(i))));
    }
    LocalSpark.session()
        .createDataFrame(rows, Tables.SCHEMA.add("day", "string"))
        .coalesce(1)
        .write()
        .partitionBy("day")
        .parquet(base.resolve("input").toString());
    Files.writeString(
        base.resolve("job.yaml"),
        Tables.job(base.resolve("input"))
                .replace("epochs: 20", "epochs: 2")
                .replace("  key: id\n", "  key: id\n  where: \"" + CONDITION + "\"\n")
            + "predict: {columns: [label]}\n");
    Outcome outcome = Commands.in(base, "run", "--run-id", "one");
    assertThat(outcome.code()).as(outcome.errors()).isZero();
    assertThat(outcome.errors())
        .contains("preparing " + base.resolve("input") + " where " + CONDITION)
        .contains("encoding " + base.resolve("input") + " where " + CONDITION);
    for (String stage : List.of("prepare", "encode", "predict")) {
      assertThat(outcome.summary().at("/stages/" + stage + "/where").asText())
          .as(stage)
          .isEqualTo(CONDITION);
    }
  }

  private static int day(int row) {
    return 1 + row / 2 % 3;
  }

  /** By the rows' numbers alone. */
  private static List<String> expected() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 180; i++) {
      if (day(i) < 3 && i % 3 != 2) {
        ids.add(Tables.id(i));
      }
    }
    return ids;
  }

  @BeforeEach
  void copy() throws Exception {
    run = SmallRun.copy(base, folder);
    FileUtils.copyDirectory(base.resolve("input").toFile(), folder.resolve("kept").toFile());
  }

  /** Puts the input back as it was, with its times. */
  private void withChanged(Change change) throws Exception {
    try {
      change.happen(base.resolve("input"));
    } finally {
      FileUtils.deleteDirectory(base.resolve("input").toFile());
      FileUtils.copyDirectory(folder.resolve("kept").toFile(), base.resolve("input").toFile());
    }
  }

  private interface Change {
    void happen(Path input) throws Exception;
  }

  private Outcome command(int code, String command, String... more) {
    List<String> arguments = new ArrayList<>(List.of("--run-id", "one"));
    arguments.addAll(List.of(more));
    Outcome outcome = Commands.in(folder, command, arguments.toArray(String[]::new));
    assertThat(outcome.code()).as(command + "\n" + outcome.errors()).isEqualTo(code);
    return outcome;
  }

  private static List<String> ids(Path rows) {
    return LocalSpark.session()
        .read()
        .parquet(rows.toString())
        .select("id")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  private static void copyInto(Path input, String day, String name) throws IOException {
    Path place = input.resolve("day=" + day);
    Files.createDirectories(place);
    Files.copy(SmallRun.part(input.resolve("day=1")), place.resolve(name));
  }

  @Test
  void allStagesSeeTheSameRows() {
    assertThat(ids(run.resolve("encodings"))).isEqualTo(expected());
    assertThat(ids(run.resolve("predictions"))).isEqualTo(expected());
    assertThat(
            LocalSpark.session()
                .read()
                .parquet(run.resolve("prepared").toString())
                .select("key")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .sorted())
        .isEqualTo(expected());
  }

  @Test
  void fileInAFolderThatIsLeftOutChangesNothing() throws Exception {
    withChanged(
        input -> {
          copyInto(input, "3", "more.parquet");
          copyInto(input, "4", "new.parquet");
          Files.writeString(input.resolve("day=4/bad.parquet"), "no parquet");
          FileUtils.deleteDirectory(input.resolve("day=3").toFile());
          assertThat(command(0, "run").errors())
              .contains("prepared already", "trained already", "evaluated already")
              .contains("encoded already", "predicted already");
          for (String command : List.of("prepare", "encode", "predict")) {
            command(0, command);
          }
        });
  }

  @Test
  void fileInAFolderThatIsReadIsRefusedByName() throws Exception {
    withChanged(
        input -> {
          copyInto(input, "0", "new.parquet");
          for (String command : List.of("run", "prepare", "encode", "predict")) {
            assertThat(command(3, command).errors())
                .contains("file day=0/new.parquet of the input came");
          }
        });
    withChanged(
        input -> {
          String part = SmallRun.part(input.resolve("day=2")).getFileName().toString();
          FileUtils.deleteDirectory(input.resolve("day=2").toFile());
          assertThat(command(3, "run").errors())
              .contains("file day=2/" + part + " of the input went");
        });
  }

  /** There may be very many of them. */
  @Test
  void filesThatWereReadAreNamedBesideTheManifest() throws Exception {
    String part = SmallRun.part(base.resolve("input/day=1")).getFileName().toString();
    assertThat(run.resolve("input-files.json"))
        .content()
        .contains("\"day=1/" + part)
        .contains("\"day=2/")
        .doesNotContain("day=3");
    assertThat(run.resolve("manifest.json")).content().doesNotContain(part);
    assertThat(run.resolve("encodings/_made.json")).content().doesNotContain(part);
  }

  @Test
  void anotherConditionIsRefusedWithBothTexts() {
    String was = "data.where was \"" + CONDITION + "\" and is now ";
    for (String command : List.of("run", "prepare", "train", "evaluate", "encode", "predict")) {
      assertThat(command(2, command, "--set", "data.where=day < '2'").errors())
          .contains(was + "\"day < '2'\"");
    }
    assertThat(command(2, "run", "--set", "data.where=null").errors()).contains(was + "not there");
    // Also where there is nothing yet that the stage could have been made from.
    assertThat(run.resolve("encodings").toFile()).isDirectory();
    FileUtils.deleteQuietly(run.resolve("encodings").toFile());
    assertThat(command(2, "encode", "--set", "data.where=day < '2'").errors())
        .contains(was + "\"day < '2'\"");
  }

  private static String[] and(String[] words, String... more) {
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void rowsThatAreEncodedMayBeOthersThanThoseThatAreTrainedOn() throws Exception {
    String[] where = {"--set", "encode.where=day = '3'"};
    assertThat(command(2, "encode", where).errors())
        .contains("encode was made from something else: encode.where was not there and is now ");
    FileUtils.deleteDirectory(run.resolve("encodings").toFile());
    Outcome some = command(0, "run", where);
    assertThat(some.errors())
        .contains("trained already", "predicted already")
        .contains("encoding " + base.resolve("input") + " where day = '3'\n");
    assertThat(some.summary().at("/stages/encode/where").asText()).isEqualTo("day = '3'");
    assertThat(some.summary().at("/stages/prepare/where").asText()).isEqualTo(CONDITION);
    List<String> third = new ArrayList<>();
    for (int i = 0; i < 180; i++) {
      if (day(i) == 3) {
        third.add(Tables.id(i));
      }
    }
    assertThat(ids(run.resolve("encodings"))).isEqualTo(third);
    assertThat(command(0, "encode", where).errors()).contains("encoded already");
    assertThat(command(2, "encode").errors())
        .contains("encode.where was \"day = '3'\" and is now not there");

    Path other = folder.resolve("other");
    Tables.write(LocalSpark.session(), Tables.plane(10), other);
    String[] input = {"--set", "encode.input.path=" + other};
    assertThat(command(2, "encode", input).errors())
        .contains("encode.where was \"day = '3'\" and is now not there");
    command(0, "encode", and(input, "--redo", "encode"));
    assertThat(ids(run.resolve("encodings")))
        .isEqualTo(Tables.plane(10).stream().map(row -> row.getString(0)).toList());

    LocalSpark.session().read().parquet(other.toString()).drop("v").write().parquet(other + "/no");
    assertThat(
            command(2, "encode", "--redo", "encode", "--set", "encode.input.path=" + other + "/no")
                .errors())
        .contains(
            "encode.input.path: "
                + other
                + "/no: source.column: there is no column v in the input, allowed: id, label");
    assertThat(
            command(
                    3,
                    "encode",
                    "--redo",
                    "encode",
                    "--set",
                    "encode.input.path=" + other + "/none")
                .errors())
        .contains("encode.input.path: " + other + "/none does not exist");
  }

  @Test
  void rowsOfAnotherInputAreAllRead() {
    command(
        0,
        "encode",
        "--input",
        base.resolve("input").toString(),
        "--output",
        folder.resolve("codes").toString());
    assertThat(ids(folder.resolve("codes"))).hasSize(180);
  }

  /** To the bit. */
  @Test
  void whatIsLeftOutMightAsWellNotBeThere() throws Exception {
    Path some = folder.resolve("some");
    for (String day : List.of("day=1", "day=2")) {
      FileUtils.copyDirectory(
          base.resolve("input").resolve(day).toFile(), some.resolve(day).toFile());
    }
    Outcome other =
        Commands.in(folder, "run", "--run-id", "two", "--set", "data.input.path=" + some);
    assertThat(other.code()).as(other.errors()).isZero();
    for (String half : List.of("encoder.zip", "decoder.zip")) {
      assertThat(folder.resolve("runs/plane/two/bundle").resolve(half))
          .hasSameBinaryContentAs(run.resolve("bundle").resolve(half));
    }
  }

  @Test
  void conditionThatHoldsForNoRowOrIsNoneIsToldBeforeAnythingIsPrepared() {
    for (String none : List.of("day = '9'", "label = 'none'")) {
      Outcome outcome =
          Commands.in(folder, "run", "--run-id", "two", "--set", "data.where=" + none);
      assertThat(outcome.code()).as(outcome.errors()).isEqualTo(3);
      assertThat(outcome.errors())
          .contains("data.where: the condition holds for no row of " + base.resolve("input"))
          .contains(": " + none)
          .doesNotContain("\tat ");
    }
    for (String wrong : List.of("dya < '3'", "label", "day < current_date()", "rand() < 1")) {
      Outcome outcome =
          Commands.in(folder, "prepare", "--run-id", "three", "--set", "data.where=" + wrong);
      assertThat(outcome.code()).as(outcome.errors()).isEqualTo(2);
      assertThat(outcome.errors()).contains("data.where: ").doesNotContain("\tat ");
      assertThat(folder.resolve("runs/plane/three/prepared")).doesNotExist();
    }
    Outcome outcome =
        Commands.in(folder, "run", "--set", "data.where=day <", "--set", "train.epochs=0");
    assertThat(outcome.code()).as(outcome.errors()).isEqualTo(2);
    assertThat(outcome.errors())
        .contains("data.where: found \"day <\", allowed: ", "train.epochs: found 0");
  }
}
