package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.diabolo.store.Json;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.Tables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole commands, as a user and a scheduler see them. */
class CommandsTest {
  @TempDir Path folder;

  private Path job;
  private String errors;
  private JsonNode summary;

  @BeforeEach
  void writeJob() throws Exception {
    job = folder.resolve("job.yaml");
    Files.writeString(job, Tables.job(folder.resolve("input")));
  }

  private void writeInput(List<Row> rows) {
    Tables.write(LocalSpark.session(), rows, folder.resolve("input"));
  }

  private int execute(String command, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(command, job.toString(), "--workspace", folder.resolve("runs").toString()));
    arguments.addAll(Arrays.asList(more));
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    ByteArrayOutputStream complained = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed));
    System.setErr(new PrintStream(complained));
    try {
      return Diabolo.execute(arguments.toArray(String[]::new));
    } finally {
      System.setOut(out);
      System.setErr(err);
      errors = complained.toString();
      String[] lines = printed.toString().split("\n");
      String last = lines[lines.length - 1];
      summary = last.startsWith("{") ? Json.read(last, JsonNode.class) : null;
    }
  }

  private Path run() {
    return Path.of(summary.get("run").asText());
  }

  private SparkSession spark() {
    return LocalSpark.session();
  }

  @Test
  void runPreparesTrainsEvaluatesAndEncodesAndDecodeGivesTheRowsBack() throws Exception {
    List<Row> rows = new ArrayList<>(Tables.plane(600));
    rows.set(7, RowFactory.create(Tables.id(7), null, "x"));
    writeInput(rows);

    assertThat(execute("run")).as(errors).isZero();

    JsonNode test = summary.at("/metrics/test");
    assertThat(test.get("mse").asDouble()).isLessThan(0.05);
    // The rows lie on a plane, so two principal components give them back.
    assertThat(test.get("pca_mse").asDouble()).isLessThan(1e-6);
    assertThat(run().resolve("rounds.jsonl")).exists();
    JsonNode manifest = Json.read(Files.readString(run().resolve("manifest.json")), JsonNode.class);
    assertThat(manifest.get("state").asText()).isEqualTo("encode: done");
    assertThat(manifest.at("/stages/train/engine").asText()).isEqualTo("fused");
    assertThat(manifest.at("/stages/train/averaged").asInt()).isEqualTo(1);
    assertThat(errors).containsPattern("; kept epoch \\d+\\R").doesNotContain("mean of");
    assertThat(manifest.at("/spec/encoder/code").asInt()).isEqualTo(2);

    List<Row> encoded = spark().read().parquet(run() + "/encodings").collectAsList();
    assertThat(encoded).hasSize(599);
    assertThat(encoded.get(0).schema().fieldNames())
        .containsExactly(
            "id", "label", "code", "reconstruction_error", "model_version", "code_space");
    assertThat(encoded.stream().map(row -> row.getString(0)).distinct()).hasSize(599);
    assertThat(encoded).allMatch(row -> row.getList(2).size() == 2);
    assertThat(spark().read().parquet(run() + "/encodings/_rejects").count()).isEqualTo(1);

    Path encodings = run().resolve("encodings");
    assertThat(execute("decode")).as(errors).isZero();
    Map<String, List<Double>> originals = new HashMap<>();
    rows.forEach(row -> originals.put(row.getString(0), row.getAs(1)));
    Map<String, Double> errorsOf = new HashMap<>();
    encoded.forEach(row -> errorsOf.put(row.getString(0), (double) row.getFloat(3)));
    double[] scales = scales(run());
    for (Row row : spark().read().parquet(run() + "/decoded").collectAsList()) {
      List<Double> back = row.getList(row.fieldIndex("v"));
      double error = 0;
      for (int j = 0; j < Tables.SIZE; j++) {
        double miss = (back.get(j) - originals.get(row.<String>getAs("id")).get(j)) / scales[j];
        error += miss * miss / Tables.SIZE;
      }
      assertThat(error)
          .isCloseTo(
              errorsOf.get(row.<String>getAs("id")), org.assertj.core.data.Offset.offset(1e-5));
    }
    assertThat(encodings).exists();
  }

  @Test
  void manifestSaysWhichEngineTrained() throws Exception {
    writeInput(Tables.plane(60));
    assertThat(execute("run", "--set", "train.epochs=1", "--set", "train.engine=dl4j"))
        .as(errors)
        .isZero();

    JsonNode manifest = Json.read(Files.readString(run().resolve("manifest.json")), JsonNode.class);
    assertThat(manifest.at("/stages/train/engine").asText()).isEqualTo("dl4j");
    assertThat(manifest.at("/spec/train/engine").asText()).isEqualToIgnoringCase("dl4j");
  }

  private static double[] scales(Path run) throws Exception {
    JsonNode card = Json.read(Files.readString(run.resolve("bundle/bundle.json")), JsonNode.class);
    double[] scales = new double[Tables.SIZE];
    for (int j = 0; j < scales.length; j++) {
      scales[j] = card.at("/source/scale/" + j).asDouble();
    }
    return scales;
  }

  @Test
  void sameRunIdGoesOnAndRepeatsNothing() throws Exception {
    writeInput(Tables.plane(200));
    assertThat(execute("prepare", "--run-id", "one")).as(errors).isZero();
    assertThat(execute("train", "--run-id", "one")).as(errors).isZero();
    Path bundle = run().resolve("bundle/encoder.zip");
    var stamp = Files.getLastModifiedTime(bundle);

    assertThat(execute("run", "--run-id", "one")).as(errors).isZero();

    assertThat(errors).contains("prepared already", "trained already");
    assertThat(Files.getLastModifiedTime(bundle)).isEqualTo(stamp);
    assertThat(execute("run", "--run-id", "one", "--set", "encoder.code=3")).isEqualTo(2);
    assertThat(errors)
        .contains(
            "\n--run-id one: train was made from something else: encoder.code was 2 and is now 3");
  }

  @Test
  void encodeOfOtherRowsGoesWhereItIsTold() {
    writeInput(Tables.plane(200));
    assertThat(execute("run")).as(errors).isZero();
    Tables.write(spark(), Tables.plane(40), folder.resolve("other"));

    String output = folder.resolve("codes").toString();
    assertThat(execute("encode", "--input", folder.resolve("other").toString(), "--output", output))
        .as(errors)
        .isZero();

    assertThat(summary.get("rows").asInt()).isEqualTo(40);
    assertThat(spark().read().parquet(output).count()).isEqualTo(40);
  }

  @Test
  void allErrorsOfAJobAreLinesAndTheCodeIsTwo() {
    int code =
        execute(
            "run",
            "--set",
            "encoder.code=0",
            "--set",
            "decoder.layers=[abc]",
            "--set",
            "train.epoch=3");
    assertThat(code).isEqualTo(2);
    assertThat(errors.lines())
        .containsExactlyInAnyOrder(
            "--set encoder.code=0: encoder.code: found 0, allowed: a whole number from 1 to"
                + " 1048576",
            "--set decoder.layers=[abc]: decoder.layers[0]: found \"abc\", allowed: a whole number"
                + " from 1 to 1048576",
            "--set train.epoch=3: train.epoch: unknown key, did you mean epochs? (known here:"
                + " average_best, averaging, batch, checkpoints, clip, denoise, engine, epochs,"
                + " label_smoothing, max_minutes, min_change, optimizer, patience,"
                + " scheduled_sampling, seed, validate, weight_decay)");
  }

  @Test
  void badDataIsALineAndTheCodeIsThree() {
    assertThat(execute("run")).isEqualTo(3);
    assertThat(errors).contains("input does not exist").doesNotContain("\tat ");

    List<Row> rows = new ArrayList<>(Tables.plane(50));
    for (int i = 0; i < 10; i++) {
      rows.set(i, RowFactory.create(Tables.id(i), null, "x"));
    }
    writeInput(rows);
    assertThat(execute("run")).isEqualTo(3);
    assertThat(errors)
        .contains("10 of 50 rows cannot be used (10 null), data.max_rejects allows 0.05")
        .doesNotContain("\tat ");
    assertThat(folder.resolve("runs/plane")).isDirectoryNotContaining("glob:**/bundle");
  }

  @Test
  void commandsThatNeedARunSayWhichCommandMakesIt() {
    writeInput(Tables.plane(20));
    assertThat(execute("encode")).isEqualTo(2);
    assertThat(errors).contains("has a bundle (make one with: diabolo run)");
    assertThat(execute("train")).isEqualTo(2);
    assertThat(errors).contains("has a prepared corpus (make one with: diabolo prepare)");
    assertThat(execute("nonsense")).isEqualTo(2);
    assertThat(errors).contains("nonsense").contains("--help");
  }

  @Test
  void bundleOfAnotherJobIsNotUsedAndClashingNamesAreToldBeforeAnyWork() {
    writeInput(Tables.plane(200));
    assertThat(execute("run", "--run-id", "one")).as(errors).isZero();
    assertThat(execute("decode", "--set", "source.scale=minmax")).isEqualTo(2);
    assertThat(errors)
        .contains(
            "was trained with another job: source.scale was \"standard\" and is now \"minmax\"");

    assertThat(execute("run", "--set", "encode.columns=[Code, ID]")).isEqualTo(2);
    assertThat(errors.lines())
        .containsExactly(
            "--set encode.columns=[Code, ID]: encode.columns: Code is a column that encodings have"
                + " anyway",
            "--set encode.columns=[Code, ID]: encode.columns: ID is the key, which encodings have"
                + " anyway");
  }

  @Test
  void runIsAboutOneInput() throws Exception {
    writeInput(Tables.plane(200));
    assertThat(execute("prepare", "--run-id", "one")).as(errors).isZero();
    writeInput(Tables.plane(210));
    assertThat(execute("run", "--run-id", "one")).isEqualTo(3);
    assertThat(errors)
        .containsPattern("prepare was made from something else: file part-\\S+ of the input came");
  }

  @Test
  void newestRunIsTheOneThatFinishedLast() throws Exception {
    writeInput(Tables.plane(200));
    assertThat(execute("run", "--run-id", "zzz", "--set", "train.epochs=1")).as(errors).isZero();
    Thread.sleep(20);
    assertThat(execute("run", "--run-id", "aaa", "--set", "train.epochs=1")).as(errors).isZero();
    assertThat(execute("decode")).as(errors).isZero();
    assertThat(summary.get("run_id").asText()).isEqualTo("aaa");
  }

  @Test
  void oneFieldToAnotherTrainsAndEncodesRowsThatHaveNoTarget() {
    writeInput(Tables.plane(300));
    var table = spark().read().parquet(folder.resolve("input").toString());
    table
        .selectExpr("id", "label", "slice(v, 1, 4) x", "slice(v, 5, 3) y")
        .write()
        .parquet(folder.resolve("pairs").toString());
    table
        .selectExpr("id", "label", "slice(v, 1, 4) x")
        .write()
        .parquet(folder.resolve("alone").toString());
    String[] pairs = {
      "--set", "data.input.path=" + folder.resolve("pairs"),
      "--set", "source.column=x",
      "--set", "target={kind: vector, column: y}"
    };
    assertThat(execute("run", pairs)).as(errors).isZero();
    assertThat(summary.at("/metrics/test/explained_variance").asDouble()).isGreaterThan(0.9);

    List<String> alone = new ArrayList<>(List.of(pairs));
    String output = folder.resolve("codes").toString();
    alone.addAll(List.of("--input", folder.resolve("alone").toString(), "--output", output));
    assertThat(execute("encode", alone.toArray(String[]::new))).as(errors).isZero();
    assertThat(spark().read().parquet(output).columns())
        .containsExactly("id", "label", "code", "model_version", "code_space");
  }

  @Test
  void divergenceInTheLastRoundIsNotPublished() {
    writeInput(Tables.plane(100));
    int code =
        execute(
            "run",
            "--set",
            "train.epochs=1",
            "--set",
            "train.batch=600",
            "--set",
            "train.optimizer.rate=1e30");
    assertThat(code).isEqualTo(1);
    assertThat(errors).contains("training diverged in epoch 1").contains("train.optimizer.rate");
    assertThat(folder.resolve("runs/plane")).isDirectoryNotContaining("glob:**/bundle");
  }

  /** At a large rate that does not fall the best parameters lie around something better. */
  @Test
  void trainTellsOfHowManyParametersTheModelIsTheMean() {
    writeInput(Tables.plane(300));
    assertThat(
            execute(
                "run",
                "--set",
                "train.average_best=3",
                "--set",
                "train.optimizer={rate: 0.1, schedule: constant}"))
        .as(errors)
        .isZero();
    assertThat(summary.at("/stages/train/averaged").asInt()).isEqualTo(3);
    assertThat(errors).containsPattern("; kept epoch \\d+, mean of 3\\R");
  }
}
