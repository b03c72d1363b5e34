package org.diabolo.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.diabolo.batch.Example;
import org.diabolo.bench.Contestant.Training;
import org.diabolo.job.TrainSpec;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The same autoencoder (784-128-32-128-784), rows, optimiser and number of workers trained by
 * Diabolo and by DL4J's own two ways on Spark, in turn.
 */
public final class AveragingBench {
  private static final Autoencoder MODEL = new Autoencoder(128, 32, 128);
  private static final int SCORED_BATCHES = 50;

  private final SparkSession session;
  private final JavaSparkContext spark;
  private final TrainSpec spec;
  private final int repetitions;
  private final boolean sharing;
  private final Consumer<String> progress;

  /**
   * @param session to run on
   * @param spec workers, period, batch and epochs of all sides
   * @param repetitions counted ones, after one that is not
   * @param sharing whether SharedTrainingMaster takes part, where it can
   * @param progress told a line after every training
   */
  public AveragingBench(
      SparkSession session,
      TrainSpec spec,
      int repetitions,
      boolean sharing,
      Consumer<String> progress) {
    this.session = session;
    this.spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    this.spec = spec;
    this.repetitions = repetitions;
    this.sharing = sharing;
    this.progress = progress;
  }

  /**
   * A row of the result.
   *
   * @param contestant who
   * @param examplesPerSecond of each repetition, from cached rows to trained parameters
   * @param median of them
   * @param medianLater the same without the first epoch of each training
   * @param loss mean squared error of the last repetition's parameters, computed alike for all on
   *     the same training rows: who trains fast must train
   */
  public record Row(
      String contestant,
      List<Double> examplesPerSecond,
      double median,
      double medianLater,
      double loss) {}

  /**
   * @param path Parquet with a column {@code pixels} of 784 bytes and a column {@code id}
   * @return examples a second of all, and Diabolo's over the others': {@code over_dl4j} of whole
   *     trainings, {@code over_dl4j_later} without their first epochs, {@code over_shared} alike
   */
  public BenchResult run(String path) {
    JavaRDD<Example> examples = Images.read(session, path, spec.averaging().workers()).cache();
    long rows = examples.count();
    JavaRDD<DataSet> batches = Images.batches(examples, spec.batch().size()).cache();
    batches.count();
    List<Contestant> contestants = contestants(examples, batches, rows);
    List<List<Training>> trainings = contestants.stream().map(c -> noTrainings()).toList();
    List<DataSet> scored = batches.take(SCORED_BATCHES);
    for (int repetition = 0; repetition <= repetitions; repetition++) {
      for (int i = 0; i < contestants.size(); i++) {
        Training training = contestants.get(i).train();
        tell(repetition, contestants.get(i), training);
        if (repetition > 0) {
          trainings.get(i).add(training);
        }
      }
    }
    return result(contestants, trainings, scored);
  }

  private static List<Training> noTrainings() {
    return new ArrayList<>();
  }

  private List<Contestant> contestants(
      JavaRDD<Example> examples, JavaRDD<DataSet> batches, long rows) {
    List<Contestant> all = new ArrayList<>();
    all.add(new DiaboloContestant(spark, spec, MODEL.graph(), examples, rows));
    all.add(new Dl4jAveragingContestant(spark, spec, MODEL.multiLayer(), batches, rows));
    String absence = Dl4jSharingContestant.absence(spark);
    if (sharing && absence == null) {
      all.add(new Dl4jSharingContestant(spark, spec, MODEL.multiLayer(), batches, rows));
    } else if (sharing) {
      progress.accept("without SharedTrainingMaster: " + absence);
    }
    return all;
  }

  private void tell(int repetition, Contestant contestant, Training training) {
    progress.accept(
        String.format(
            Locale.ROOT,
            "%s %s: %,.0f examples/s, %,.0f after the first epoch",
            repetition == 0 ? "warm-up" : "repetition " + repetition,
            contestant.name(),
            training.examplesPerSecond(),
            training.examplesPerSecondLater()));
  }

  private static BenchResult result(
      List<Contestant> contestants, List<List<Training>> trainings, List<DataSet> scored) {
    Table table = new Table("", "examples/s", "after 1st epoch", "loss");
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < contestants.size(); i++) {
      List<Training> all = trainings.get(i);
      List<Double> speeds = all.stream().map(Training::examplesPerSecond).toList();
      Row row =
          new Row(
              contestants.get(i).name(),
              speeds,
              Statistics.median(speeds),
              Statistics.median(all.stream().map(Training::examplesPerSecondLater).toList()),
              loss(all.get(all.size() - 1).parameters(), scored));
      rows.add(row);
      table.add(
          row.contestant,
          Table.cell("%,.0f", row.median),
          Table.cell("%,.0f", row.medianLater),
          Table.cell("%.5f", row.loss));
    }
    return new BenchResult("averaging", ratios(trainings), rows, table.text());
  }

  /** Diabolo's over the others', repetition by repetition. */
  private static Map<String, Double> ratios(List<List<Training>> trainings) {
    Map<String, Double> ratios = new LinkedHashMap<>();
    ratios.put("over_dl4j", ratio(trainings.get(0), trainings.get(1), false));
    ratios.put("over_dl4j_later", ratio(trainings.get(0), trainings.get(1), true));
    if (trainings.size() > 2) {
      ratios.put("over_shared", ratio(trainings.get(0), trainings.get(2), false));
      ratios.put("over_shared_later", ratio(trainings.get(0), trainings.get(2), true));
    }
    return ratios;
  }

  private static double ratio(List<Training> ours, List<Training> theirs, boolean later) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      Training our = ours.get(i);
      Training their = theirs.get(i);
      ratios.add(
          later
              ? our.examplesPerSecondLater() / their.examplesPerSecondLater()
              : our.examplesPerSecond() / their.examplesPerSecond());
    }
    return Statistics.median(ratios);
  }

  private static double loss(float[] parameters, List<DataSet> scored) {
    MultiLayerNetwork network = new MultiLayerNetwork(MODEL.multiLayer());
    network.init(Nd4j.create(parameters, new long[] {1, parameters.length}, 'c'), false);
    double sum = 0;
    long rows = 0;
    for (DataSet batch : scored) {
      sum += network.score(batch) * batch.numExamples();
      rows += batch.numExamples();
    }
    return sum / rows;
  }
}
