package org.diabolo.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.diabolo.batch.Chunk;
import org.diabolo.batch.Example;
import org.diabolo.field.ImageField;
import org.diabolo.job.TrainSpec;
import org.diabolo.rows.RawCell;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The same autoencoder (784-128-32-128-784), rows, optimiser, workers and period trained by Diabolo
 * and by DL4J's own parameter averaging, in turn.
 */
public final class AveragingBench {
  /** Images of 28 × 28. */
  private static final ImageField FIELD = new ImageField(28, 28, 1);

  private static final double RATE = 0.001;

  private final SparkSession session;
  private final JavaSparkContext spark;
  private final TrainSpec spec;
  private final int repetitions;
  private final Consumer<String> progress;

  /**
   * @param session to run on
   * @param spec workers, period, batch and epochs of both sides
   * @param repetitions counted ones, after one that is not
   * @param progress told a line after every training
   */
  public AveragingBench(
      SparkSession session, TrainSpec spec, int repetitions, Consumer<String> progress) {
    this.session = session;
    this.spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    this.spec = spec;
    this.repetitions = repetitions;
    this.progress = progress;
  }

  /**
   * @param path Parquet with a column {@code pixels} of 784 bytes and a column {@code id}
   * @return both sides' examples a second and their ratio
   */
  public BenchResult run(String path) {
    JavaRDD<Example> examples = examples(path).cache();
    long rows = examples.count();
    JavaRDD<DataSet> batches = batches(examples, spec.batch()).cache();
    batches.count();
    List<Contestant> contestants =
        List.of(
            new DiaboloContestant(spark, spec, graph().toJson(), examples, rows),
            new TrainingMasterContestant(spark, spec, multiLayer(), batches, rows));
    List<List<Contestant.Score>> scores = List.of(new ArrayList<>(), new ArrayList<>());
    for (int repetition = 0; repetition <= repetitions; repetition++) {
      for (int i = 0; i < contestants.size(); i++) {
        Contestant contestant = contestants.get(i);
        Contestant.Score score = contestant.train();
        progress.accept(
            String.format(
                Locale.ROOT,
                "%s %s: %,.0f examples/s, loss %.5f",
                repetition == 0 ? "warm-up" : "repetition " + repetition,
                contestant.name(),
                score.examplesPerSecond(),
                score.loss()));
        if (repetition > 0) {
          scores.get(i).add(score);
        }
      }
    }
    return result(contestants, scores);
  }

  private static BenchResult result(
      List<Contestant> contestants, List<List<Contestant.Score>> scores) {
    List<List<Double>> speeds = new ArrayList<>();
    List<BenchResult.Row> rows = new ArrayList<>();
    for (int i = 0; i < contestants.size(); i++) {
      Contestant contestant = contestants.get(i);
      List<Contestant.Score> all = scores.get(i);
      List<Double> speed = all.stream().map(Contestant.Score::examplesPerSecond).toList();
      speeds.add(speed);
      rows.add(
          new BenchResult.Row(
              contestant.name(), speed, BenchResult.median(speed), all.get(all.size() - 1).loss()));
    }
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < speeds.get(0).size(); i++) {
      ratios.add(speeds.get(0).get(i) / speeds.get(1).get(i));
    }
    return new BenchResult(
        "averaging", Collections.singletonMap("over_dl4j", BenchResult.median(ratios)), rows);
  }

  private JavaRDD<Example> examples(String path) {
    return session
        .read()
        .parquet(path)
        .select("id", "pixels")
        .javaRDD()
        .map(
            row -> {
              float[] numbers = new float[FIELD.size()];
              FIELD.toNetwork(RawCell.numbers(row, 1), numbers, 0);
              return new Example(row.getString(0), numbers, numbers);
            })
        .repartition(spec.averaging().workers());
  }

  /** Whole mini-batches, so that the peer need not make them. */
  private static JavaRDD<DataSet> batches(JavaRDD<Example> examples, int batch) {
    return examples.mapPartitions(
        rows -> {
          List<DataSet> sets = new ArrayList<>();
          List<Example> next = new ArrayList<>();
          while (rows.hasNext()) {
            next.add(rows.next());
            if (next.size() == batch || !rows.hasNext()) {
              float[] flat = Chunk.of(0, next).source();
              long[] shape = {next.size(), FIELD.size()};
              sets.add(new DataSet(Nd4j.create(flat, shape, 'c'), Nd4j.create(flat, shape, 'c')));
              next.clear();
            }
          }
          return sets.iterator();
        });
  }

  private static NeuralNetConfiguration.Builder common() {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .updater(new Adam(RATE))
        .weightInit(WeightInit.RELU)
        .activation(Activation.RELU);
  }

  private static DenseLayer dense(int in, int out) {
    return new DenseLayer.Builder().nIn(in).nOut(out).build();
  }

  private static OutputLayer output() {
    return new OutputLayer.Builder(LossFunction.MSE)
        .nIn(128)
        .nOut(FIELD.size())
        .weightInit(WeightInit.XAVIER)
        .activation(Activation.SIGMOID)
        .build();
  }

  private static MultiLayerConfiguration multiLayer() {
    return common()
        .list()
        .layer(dense(FIELD.size(), 128))
        .layer(dense(128, 32))
        .layer(dense(32, 128))
        .layer(output())
        .build();
  }

  private static ComputationGraphConfiguration graph() {
    return common()
        .graphBuilder()
        .addInputs("in")
        .addLayer("0", dense(FIELD.size(), 128), "in")
        .addLayer("1", dense(128, 32), "0")
        .addLayer("2", dense(32, 128), "1")
        .addLayer("out", output(), "2")
        .setOutputs("out")
        .build();
  }
}
