package org.diabolo.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.diabolo.cli.Commands.Outcome;
import org.diabolo.store.Json;
import org.diabolo.testing.DyingFiles;
import org.diabolo.testing.Tables;

/**
 * Whole runs of one small job in one JVM, each in a workspace of its own, whose processes die by
 * {@link DyingFiles}. What a run leaves is looked at as the local disk has it.
 */
final class DyingRun implements AutoCloseable {
  /** Where workspaces are. */
  enum Store {
    /** As on HDFS: a file and a folder are renamed in one step. */
    RENAMING("hdfs"),
    /** As an object store, without locks: a file appears at its close. */
    COPYING("copying");

    private final String scheme;

    Store(String scheme) {
      this.scheme = scheme;
    }
  }

  private static final List<String> STAGES =
      List.of("prepare", "train", "evaluate", "encode", "predict");

  private final DyingSpark dying = new DyingSpark();
  private final SparkSession spark = dying.session();
  private final Path folder;
  private final Store store;
  private Path calm;
  private final Map<String, List<Row>> calmRows = new HashMap<>();

  /** With two workers, a period, checkpoints, the best parameters, and a row that is rejected. */
  DyingRun(Path folder, Store store) throws IOException {
    this.folder = folder;
    this.store = store;
    List<Row> rows = new ArrayList<>(Tables.plane(60));
    rows.add(RowFactory.create("no numbers", null, "label"));
    Tables.write(spark, rows, folder.resolve("input"));
    Files.writeString(
        folder.resolve("job.yaml"),
        Tables.job(folder.resolve("input"))
                .replace("epochs: 20", "epochs: 3")
                .replace("patience: 20", "patience: 2\n  checkpoints: {rounds: 1, keep: 1}")
            + "predict: {columns: [label]}\n");
  }

  /**
   * Runs undisturbed, which all others are compared with.
   *
   * @return its steps
   */
  List<String> calm() throws IOException {
    DyingFiles.live();
    Outcome outcome = call("calm");
    List<String> steps = DyingFiles.told();
    require(outcome.code() == 0, outcome.errors());
    calm = run("calm");
    return steps;
  }

  @Override
  public void close() {
    dying.close();
  }

  private Path run(String workspace) {
    return folder.resolve(workspace).resolve("plane/one");
  }

  private Outcome call(String workspace) {
    return dying.call(
        List.of(
            "run",
            folder.resolve("job.yaml").toString(),
            "--workspace",
            store.scheme + ":" + folder.resolve(workspace),
            "--run-id",
            "one"));
  }

  /**
   * Has a process die after some steps of a run.
   *
   * @return the step before which it did; nothing where it did all its steps
   */
  Optional<String> dieAfter(int steps) throws IOException {
    DyingFiles.dieAfter(steps);
    call(workspace(steps));
    Optional<String> death = DyingFiles.death();
    settle();
    DyingFiles.live();
    dying.bury(run(workspace(steps)).resolve(".owner"));
    return death;
  }

  /**
   * Makes the same call again.
   *
   * @throws AssertionError when the run is not the same as the undisturbed one, or not whole
   */
  void goOnAfter(int steps) throws IOException {
    Outcome outcome = call(workspace(steps));
    require(outcome.code() == 0, outcome.errors());
    compare(run(workspace(steps)));
    FileUtils.deleteDirectory(folder.resolve(workspace(steps)).toFile());
  }

  private static String workspace(int steps) {
    return "after-" + steps;
  }

  /** No task of a process that is gone is at work. */
  private void settle() {
    spark.sparkContext().cancelAllJobs();
    while (Arrays.stream(spark.sparkContext().statusTracker().getExecutorInfos())
        .anyMatch(executor -> executor.numRunningTasks() > 0)) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private void compare(Path run) throws IOException {
    for (String file : List.of("bundle/encoder.zip", "bundle/decoder.zip")) {
      require(Files.mismatch(calm.resolve(file), run.resolve(file)) < 0, file + " is another");
    }
    for (String line : Files.readAllLines(run.resolve("bundle/SHA256SUMS"))) {
      String[] words = line.split(" +", 2);
      byte[] content = Files.readAllBytes(run.resolve("bundle").resolve(words[1]));
      require(DigestUtils.sha256Hex(content).equals(words[0]), words[1] + " has another sum");
    }
    for (String rows : List.of("encodings", "predictions", "prepared", "encodings/_rejects")) {
      List<Row> expected = calmRows.computeIfAbsent(rows, one -> rows(calm, one));
      require(rows(run, rows).equals(expected), rows + " has other rows");
    }
    require(rounds(calm).equals(rounds(run)), "rounds.jsonl has rounds " + rounds(run));
    require(
        figures(calm).equals(figures(run)),
        "metrics.json is " + figures(run) + " instead of " + figures(calm));
    ObjectNode stages = (ObjectNode) json(run, "manifest.json").path("stages");
    for (String stage : STAGES) {
      ObjectNode record = (ObjectNode) stages.path(stage);
      require(
          record.path("state").asText().equals("done")
              && !record.has("redo")
              && !record.has("stale"),
          "manifest.json says of " + stage + ": " + record);
    }
    List<Path> left = DyingSpark.left(run);
    require(left.isEmpty(), "left over: " + left);
  }

  private List<Row> rows(Path run, String rows) {
    return spark
        .read()
        .parquet("file:" + run.resolve(rows))
        .drop("model_version", "code_space")
        .collectAsList()
        .stream()
        .sorted(Comparator.comparing(Row::toString))
        .toList();
  }

  /** The sums of executors are added in the order in which these end, so the last digits differ. */
  private static Map<String, BigDecimal> figures(Path run) throws IOException {
    Map<String, BigDecimal> figures = new TreeMap<>();
    json(run, "metrics.json")
        .fields()
        .forEachRemaining(
            split ->
                split
                    .getValue()
                    .fields()
                    .forEachRemaining(
                        figure ->
                            figures.put(
                                split.getKey() + "/" + figure.getKey(),
                                figure.getValue().decimalValue().round(new MathContext(9)))));
    return figures;
  }

  private static List<Integer> rounds(Path run) throws IOException {
    return Files.readAllLines(run.resolve("rounds.jsonl")).stream()
        .map(line -> Json.read(line, ObjectNode.class).path("round").asInt())
        .toList();
  }

  private static ObjectNode json(Path run, String file) throws IOException {
    return Json.read(Files.readString(run.resolve(file)), ObjectNode.class);
  }

  private static void require(boolean fact, String otherwise) {
    if (!fact) {
      throw new AssertionError(otherwise);
    }
  }
}
