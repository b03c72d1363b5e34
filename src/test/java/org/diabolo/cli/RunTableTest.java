package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.diabolo.cli.Commands.Outcome;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table in docs/runs.md: what each command does with a whole run after each kind of change. A
 * cell is a list of stages that are made again, {@code =} where nothing is done, or the exit code
 * and the key that differs.
 */
class RunTableTest {
  private static final List<String> COMMANDS =
      List.of("run", "prepare", "train", "evaluate", "encode", "predict");

  @TempDir static Path base;
  @TempDir Path folder;

  /** What is done to a run, or to what it is made from, before a command. */
  interface Change {
    void happen(Path folder, Path run) throws IOException;
  }

  private static final Map<String, Change> CHANGES = new TreeMap<>();
  private static final Map<String, String> SETTINGS = new TreeMap<>();

  static {
    CHANGES.put("a file of the input came", (folder, run) -> copyPart(folder));
    CHANGES.put("a file of the input went", (folder, run) -> Files.delete(inputPart(folder)));
    CHANGES.put(
        "prepared rows damaged",
        (folder, run) -> damage(SmallRun.part(run.resolve("prepared/split=train"))));
    CHANGES.put("bundle damaged", (folder, run) -> damage(run.resolve("bundle/encoder.zip")));
    CHANGES.put(
        "figures damaged", (folder, run) -> Files.writeString(run.resolve("metrics.json"), "{}"));
    CHANGES.put("codes damaged", (folder, run) -> damage(SmallRun.part(run.resolve("encodings"))));
    CHANGES.put(
        "predictions damaged", (folder, run) -> damage(SmallRun.part(run.resolve("predictions"))));
    CHANGES.put("prepared rows deleted", (folder, run) -> delete(run.resolve("prepared")));
    CHANGES.put("bundle deleted", (folder, run) -> delete(run.resolve("bundle")));
    CHANGES.put("figures deleted", (folder, run) -> Files.delete(run.resolve("metrics.json")));
    CHANGES.put("codes deleted", (folder, run) -> delete(run.resolve("encodings")));
    CHANGES.put("predictions deleted", (folder, run) -> delete(run.resolve("predictions")));
    CHANGES.put(
        "another model in bundle/",
        (folder, run) -> {
          delete(run.resolve("bundle"));
          FileUtils.copyDirectory(
              base.resolve("runs/plane/other/bundle").toFile(), run.resolve("bundle").toFile());
        });
    SETTINGS.put("data.split", "data.split.valid=0.2");
    SETTINGS.put("data.where", "data.where=id is not null");
    SETTINGS.put("source", "source.scale=minmax");
    SETTINGS.put("encoder", "encoder.layers=[15]");
    SETTINGS.put("train", "train.epochs=3");
    SETTINGS.put("train.engine", "train.engine=dl4j");
    SETTINGS.put("retrain", "retrain={start: warm, seeds: 2}");
    SETTINGS.put("evaluate", "evaluate.splits=[train]");
    SETTINGS.put("encode", "encode.columns=[]");
    SETTINGS.put("encode.where", "encode.where=id is not null");
    SETTINGS.put("encode.input", "encode.input.path=elsewhere");
    SETTINGS.put("predict", "predict.columns=[]");
  }

  private static void copyPart(Path folder) throws IOException {
    Files.copy(inputPart(folder), folder.resolve("input/more.parquet"));
  }

  private static Path inputPart(Path folder) throws IOException {
    return SmallRun.part(folder.resolve("input"));
  }

  private static void damage(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    SmallRun.overwrite(file, java.util.Arrays.copyOf(bytes, bytes.length - 7));
  }

  private static void delete(Path place) throws IOException {
    FileUtils.deleteDirectory(place.toFile());
  }

  @BeforeAll
  static void runOnce() throws Exception {
    SmallRun.make(base, 120);
    Files.writeString(
        base.resolve("job.yaml"),
        Files.readString(base.resolve("job.yaml")) + "predict: {columns: [label]}\n");
    Outcome one = Commands.in(base, "run", "--run-id", "one");
    assertThat(one.code()).as(one.errors()).isZero();
    Outcome other = Commands.in(base, "run", "--run-id", "other", "--set", "train.seed=9");
    assertThat(other.code()).as(other.errors()).isZero();
  }

  /** The rows of the table in the documentation. */
  static Stream<List<String>> rows() throws IOException {
    return Files.readAllLines(Path.of("docs/runs.md")).stream()
        .filter(line -> line.startsWith("| ") && line.split("\\|").length == 8)
        .map(
            line ->
                Stream.of(line.split("\\|"))
                    .skip(1)
                    .map(cell -> cell.replace("`", "").trim())
                    .toList())
        .filter(cells -> !cells.get(0).equals("after") && !cells.get(0).startsWith("-"));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void eachCellIsAsDocumented(List<String> row) throws Exception {
    List<String> seen = new ArrayList<>(List.of(row.get(0)));
    List<String> told = new ArrayList<>();
    for (String command : COMMANDS) {
      delete(folder.resolve("runs"));
      delete(folder.resolve("input"));
      Files.deleteIfExists(folder.resolve("job.yaml"));
      Path run = SmallRun.copy(base, folder);
      // The input is the same file by its name, size and time, so that it can be changed.
      FileUtils.copyDirectory(base.resolve("input").toFile(), folder.resolve("kept").toFile());
      try {
        Change change = CHANGES.get(row.get(0));
        if (change != null) {
          change.happen(base, run);
        }
        String setting = SETTINGS.get(row.get(0));
        List<String> more = new ArrayList<>(List.of("--run-id", "one"));
        if (setting != null) {
          more.addAll(List.of("--set", setting));
        }
        Outcome outcome = Commands.in(folder, command, more.toArray(String[]::new));
        seen.add(cell(outcome));
        told.add(command + ": " + outcome.errors());
      } finally {
        delete(base.resolve("input"));
        FileUtils.moveDirectory(folder.resolve("kept").toFile(), base.resolve("input").toFile());
      }
    }
    assertThat(seen).as(String.join("\n", told)).isEqualTo(row);
    assertThat(change(row.get(0))).as("known: " + row.get(0)).isTrue();
  }

  private static boolean change(String name) {
    return name.equals("nothing") || CHANGES.containsKey(name) || SETTINGS.containsKey(name);
  }

  private static String cell(Outcome outcome) {
    if (outcome.code() != 0) {
      return Integer.toString(outcome.code());
    }
    Map<String, String> made = new TreeMap<>();
    made.put("1", "\nprepared {");
    made.put("2", "\ntrained 2 epochs");
    made.put("3", "\nevaluated: ");
    made.put("4", "\nencoded 120 rows");
    made.put("5", "\npredicted 120 rows");
    List<String> names = List.of("prepare", "train", "evaluate", "encode", "predict");
    List<String> done = new ArrayList<>();
    made.forEach(
        (place, words) -> {
          if (outcome.errors().contains(words)) {
            done.add(names.get(Integer.parseInt(place) - 1));
          }
        });
    return done.isEmpty() ? "=" : String.join(", ", done);
  }
}
