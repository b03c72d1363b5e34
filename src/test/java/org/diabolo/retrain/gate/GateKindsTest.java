package org.diabolo.retrain.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.CRC32;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.field.TextField;
import org.diabolo.field.VectorField;
import org.diabolo.job.JobSpec;
import org.diabolo.job.PredictSpec;
import org.diabolo.network.Bundle;
import org.diabolo.network.BundleStore;
import org.diabolo.pipeline.Pipeline;
import org.diabolo.pipeline.RunDirectory;
import org.diabolo.retrain.gate.GateReport.Outcome;
import org.diabolo.search.TextPredictor;
import org.diabolo.testing.HeardStages;
import org.diabolo.testing.Jobs;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Fields and splits of other kinds, each by a small model that was trained on the first of the rows
 * and is judged beside itself on all of them. What its error is to be is found without the gate.
 */
class GateKindsTest {
  private static final SparkSession SPARK = LocalSpark.session();
  private static final int FIRST = 90;
  private static final int ROWS = 120;

  @TempDir Path folder;

  private Bundle model;

  private GateReport judged(StructType schema, List<Row> rows, String job) throws IOException {
    SPARK
        .createDataFrame(rows.subList(0, FIRST), schema)
        .write()
        .parquet(folder.resolve("first").toString());
    SPARK.createDataFrame(rows, schema).write().parquet(folder.resolve("input").toString());
    Files.writeString(
        folder.resolve("job.yaml"),
        job.formatted(folder.resolve("input"))
            + """
            train:
              epochs: 1
              batch: 16
              validate: {epochs: 9}
              averaging: {workers: 1, period: 9}
            retrain: {gate: {least_rows: 5, draws: 100, baseline: false}}
            """);
    JobSpec spec = job("data.input.path=" + folder.resolve("first"));
    RunDirectory run =
        RunDirectory.begin(
            folder.resolve("runs").toString(), spec.name(), "one", new Configuration());
    Pipeline pipeline = new Pipeline(SPARK, spec, run, new HeardStages());
    pipeline.prepare();
    pipeline.train();
    model = BundleStore.load(run.bundle());
    Contender one = new Contender(run.bundle(), run.prepared());
    GateReport report = new Gate(SPARK, job(), id -> run.bundle()).judge(one, one);
    assertThat(report.outcome()).as(report.toString()).isEqualTo(Outcome.PROMOTE);
    assertThat(report.figures().get("all").errors().difference().oneSided())
        .isEqualTo(new Estimate.Ends(0, 0));
    return report;
  }

  private JobSpec job(String... overrides) {
    return Jobs.read(folder.resolve("job.yaml"), List.of(overrides));
  }

  private static double at(String hashed) {
    CRC32 crc = new CRC32();
    crc.update(hashed.getBytes(StandardCharsets.UTF_8));
    return crc.getValue() % 10_000 / 10_000.0;
  }

  private static void requireRows(GateReport report, boolean[] isHeldOut) {
    int old = 0;
    int all = 0;
    for (int i = 0; i < ROWS; i++) {
      old += isHeldOut[i] && i < FIRST ? 1 : 0;
      all += isHeldOut[i] ? 1 : 0;
    }
    assertThat(report.figures()).containsOnlyKeys("all", "old", "new");
    assertThat(report.figures().get("all").errors().rows()).isEqualTo(all);
    assertThat(report.figures().get("old").errors().rows()).isEqualTo(old).isPositive();
    assertThat(report.figures().get("new").errors().rows()).isEqualTo(all - old).isPositive();
  }

  /** The share that is left of the train rows' variance, by DL4J alone, of rows as networks eat. */
  private double unexplained(double[][] scaled, boolean[] isHeldOut, boolean[] isTrain)
      throws IOException {
    int size = scaled[0].length;
    double variance = 0;
    for (int j = 0; j < size; j++) {
      double sum = 0;
      double squares = 0;
      int count = 0;
      for (int i = 0; i < FIRST; i++) {
        if (isTrain[i]) {
          sum += scaled[i][j];
          squares += scaled[i][j] * scaled[i][j];
          count++;
        }
      }
      variance += squares / count - sum / count * (sum / count);
    }
    ComputationGraph encoder = load("encoder.zip", model.encoder());
    ComputationGraph decoder = load("decoder.zip", model.decoder());
    double missed = 0;
    int held = 0;
    for (int i = 0; i < ROWS; i++) {
      if (isHeldOut[i]) {
        INDArray row =
            Nd4j.create(new double[][] {scaled[i]}).castTo(Nd4j.defaultFloatingPointType());
        INDArray back = decoder.outputSingle(encoder.outputSingle(row)).reshape(1, size);
        for (int j = 0; j < size; j++) {
          missed += Math.pow(back.getDouble(0, j) - scaled[i][j], 2);
        }
        held++;
      }
    }
    return missed / held / variance;
  }

  private ComputationGraph load(String name, byte[] zip) throws IOException {
    Path file = Files.write(folder.resolve(name), zip);
    return ComputationGraph.load(file.toFile(), false);
  }

  @Test
  void textsThatAreSplitByThemselves() throws Exception {
    Random random = new Random(3);
    List<Row> rows = new ArrayList<>();
    boolean[] isHeldOut = new boolean[ROWS];
    for (int i = 0; i < ROWS; i++) {
      StringBuilder word = new StringBuilder();
      for (int length = 2 + random.nextInt(4); length > 0; length--) {
        word.append((char) ((random.nextBoolean() ? 'a' : 'A') + random.nextInt(6)));
      }
      rows.add(RowFactory.create(Tables.id(i), word.toString()));
      isHeldOut[i] = at(word.toString().toLowerCase(Locale.ROOT)) < 0.3;
    }
    GateReport report =
        judged(
            new StructType().add("id", DataTypes.StringType).add("w", DataTypes.StringType),
            rows,
            """
            name: words
            data: {input: {path: "%s"}, key: id, split: {test: 0.3, valid: 0.1, by: w}}
            source: {column: w, kind: text, lowercase: true}
            encoder: {kind: rnn, layers: [8], code: 4}
            decoder: {kind: rnn, layers: [8]}
            predict: {beam: 1}
            """);

    requireRows(report, isHeldOut);
    TextPredictor predictor =
        new TextPredictor(model.parts(), new PredictSpec(1, 1, 0, 0, false, List.of()));
    TextField field = (TextField) model.card().source();
    int edits = 0;
    int characters = 0;
    for (int i = 0; i < ROWS; i++) {
      if (isHeldOut[i]) {
        String word = rows.get(i).getString(1).toLowerCase(Locale.ROOT);
        int[] answer = predictor.predict(List.of(field.toNetwork(word))).get(0).get(0).tokens();
        edits += LevenshteinDistance.getDefaultInstance().apply(field.text(answer), word);
        characters += word.length();
      }
    }
    assertThat(report.measure()).isEqualTo("character_error_rate");
    assertThat(report.figures().get("all").errors().candidate().value())
        .isCloseTo(edits / (double) characters, within(1e-12))
        .isPositive();
  }

  @Test
  void images() throws Exception {
    Random random = new Random(3);
    List<Row> rows = new ArrayList<>();
    double[][] scaled = new double[ROWS][16];
    boolean[] isHeldOut = new boolean[ROWS];
    boolean[] isTrain = new boolean[ROWS];
    for (int i = 0; i < ROWS; i++) {
      byte[] pixels = new byte[16];
      random.nextBytes(pixels);
      for (int j = 0; j < pixels.length; j++) {
        scaled[i][j] = (pixels[j] & 0xff) / 255.0;
      }
      rows.add(RowFactory.create(Tables.id(i), pixels));
      isHeldOut[i] = at(Tables.id(i)) < 0.3;
      isTrain[i] = at(Tables.id(i)) >= 0.4;
    }
    GateReport report =
        judged(
            new StructType().add("id", DataTypes.StringType).add("p", DataTypes.BinaryType),
            rows,
            """
            name: pictures
            data: {input: {path: "%s"}, key: id, split: {test: 0.3, valid: 0.1}}
            source: {column: p, kind: image, shape: [4, 4, 1]}
            encoder: {kind: mlp, layers: [8], code: 3}
            decoder: {kind: mlp, layers: [8]}
            """);

    requireRows(report, isHeldOut);
    assertThat(report.figures().get("all").errors().candidate().value())
        .isCloseTo(unexplained(scaled, isHeldOut, isTrain), within(1e-5));
  }

  @Test
  void rowsThatAreHeldOutByTheValuesOfAColumn() throws Exception {
    List<Row> rows = Tables.plane(ROWS);
    boolean[] isHeldOut = new boolean[ROWS];
    boolean[] isTrain = new boolean[ROWS];
    for (int i = 0; i < ROWS; i++) {
      isHeldOut[i] = rows.get(i).getString(2).equals("label 1");
      isTrain[i] = !isHeldOut[i] && at(Tables.id(i)) >= 0.1;
    }
    GateReport report =
        judged(
            Tables.SCHEMA,
            rows,
            """
            name: plane
            data: {input: {path: "%s"}, key: id, split: {column: label, test: [label 1], valid: 0.1}}
            source: {column: v, kind: vector}
            encoder: {kind: mlp, layers: [8], code: 2}
            decoder: {kind: mlp, layers: [8]}
            """);

    requireRows(report, isHeldOut);
    VectorField field = (VectorField) model.card().source();
    double[][] scaled = new double[ROWS][];
    for (int i = 0; i < ROWS; i++) {
      double[] raw = rows.get(i).<List<Double>>getAs(1).stream().mapToDouble(x -> x).toArray();
      scaled[i] = new double[raw.length];
      for (int j = 0; j < raw.length; j++) {
        scaled[i][j] = (raw[j] - field.shift()[j]) / field.scale()[j];
      }
    }
    assertThat(report.figures().get("all").errors().candidate().value())
        .isCloseTo(unexplained(scaled, isHeldOut, isTrain), within(1e-5));
  }
}
