package org.diabolo.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.diabolo.average.ParameterAveraging;
import org.diabolo.average.RoundRecord;
import org.diabolo.batch.Example;
import org.diabolo.batch.Feeds;
import org.diabolo.engine.select.Engines;
import org.diabolo.job.AveragingSpec.Transfer;
import org.diabolo.job.TrainSpec;

/** What a round costs besides its local steps, of a small and of a large model. */
public final class RoundsBench {
  private static final int BATCH = 32;

  /** Few steps a round: they are not what is measured. */
  private enum Model {
    SMALL(new Autoencoder(512, 256, 32, 256, 512), 5),
    LARGE(new Autoencoder(4096, 2560, 512, 2560, 4096), 2);

    private final Autoencoder network;
    private final int period;

    Model(Autoencoder network, int period) {
      this.network = network;
      this.period = period;
    }
  }

  private final SparkSession session;
  private final int workers;
  private final int rounds;
  private final int warmUp;
  private final Transfer transfer;
  private final Consumer<String> progress;

  /**
   * @param session to run on; the master is part of what is measured
   * @param workers replicas
   * @param rounds counted ones of each model
   * @param warmUp rounds before them, which are not
   * @param transfer how replicas send
   * @param progress told a line after every round
   */
  public RoundsBench(
      SparkSession session,
      int workers,
      int rounds,
      int warmUp,
      Transfer transfer,
      Consumer<String> progress) {
    this.session = session;
    this.workers = workers;
    this.rounds = rounds;
    this.warmUp = warmUp;
    this.transfer = transfer;
    this.progress = progress;
  }

  /**
   * A row of the result. Overhead is all of a round that is not local steps; broadcast, reduce and
   * wait are its parts. Seconds, medians over the rounds where not said otherwise.
   *
   * @param model small or large
   * @param parameters of the model
   * @param rounds counted
   * @param overheadSeconds of a round
   * @param overheadSecondsP90 what nine rounds in ten stay below
   * @param broadcastSeconds of a round
   * @param reduceSeconds of a round
   * @param waitSeconds of a round
   * @param computeSeconds of a round, in local steps
   * @param bytesDown of the global state, to each executor
   * @param bytesUp from all replicas
   */
  public record Row(
      String model,
      long parameters,
      int rounds,
      double overheadSeconds,
      double overheadSecondsP90,
      double broadcastSeconds,
      double reduceSeconds,
      double waitSeconds,
      double computeSeconds,
      double bytesDown,
      double bytesUp) {

    static Row of(Model model, List<RoundRecord> records) {
      return new Row(
          model.name().toLowerCase(Locale.ROOT),
          model.network.parameters(),
          records.size(),
          median(records, RoundsBench::overhead),
          Statistics.quantile(records.stream().map(RoundsBench::overhead).toList(), 0.9),
          median(records, RoundRecord::broadcastSeconds),
          median(records, RoundRecord::reduceSeconds),
          median(records, RoundRecord::waitSeconds),
          median(records, RoundRecord::computeSeconds),
          median(records, RoundRecord::bytesDown),
          median(records, RoundRecord::bytesUp));
    }

    private static double median(List<RoundRecord> records, ToDoubleFunction<RoundRecord> value) {
      return Statistics.median(records.stream().mapToDouble(value).boxed().toList());
    }
  }

  /** All of a round that is not local steps, in seconds. */
  static double overhead(RoundRecord record) {
    return record.seconds() - record.computeSeconds();
  }

  /**
   * @param path Parquet with a column {@code pixels} of 784 bytes and a column {@code id}
   * @return a row a model, and the large one's overhead over the small one's
   */
  public BenchResult run(String path) {
    JavaRDD<Example> images = Images.read(session, path, workers);
    List<Row> rows = new ArrayList<>();
    for (Model model : Model.values()) {
      rows.add(Row.of(model, measure(model, images)));
    }
    double ratio = rows.get(1).overheadSeconds / rows.get(0).overheadSeconds;
    return new BenchResult(
        "rounds", Collections.singletonMap("large_over_small", ratio), rows, table(rows));
  }

  private List<RoundRecord> measure(Model model, JavaRDD<Example> images) {
    // Shares are not exactly equal: two rounds more than needed, so that enough of them are whole.
    long wanted = (long) workers * BATCH * model.period * (warmUp + rounds + 2);
    JavaRDD<Example> examples = Images.exactly(images, wanted).cache();
    TrainSpec spec = Specs.of(1, BATCH, workers, model.period, transfer);
    List<RoundRecord> records = new ArrayList<>();
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    new ParameterAveraging(
            spark,
            spec,
            Feeds.FLAT,
            Engines.replicas(spec.engine(), model.network.graph()),
            record -> {
              tell(model, record);
              if (record.round() > warmUp
                  && record.replicas() == workers
                  && records.size() < rounds) {
                records.add(record);
              }
            })
        .train(examples, wanted, spark.emptyRDD(), 0);
    examples.unpersist(false);
    return records;
  }

  private void tell(Model model, RoundRecord record) {
    progress.accept(
        String.format(
            Locale.ROOT,
            "%,d parameters, round %d%s: %.0f ms, of which %.0f ms local steps",
            model.network.parameters(),
            record.round(),
            record.round() > warmUp ? "" : " (warm-up)",
            record.seconds() * 1e3,
            record.computeSeconds() * 1e3));
  }

  private static String table(List<Row> rows) {
    Table table =
        new Table(
            "parameters",
            "overhead ms",
            "p90",
            "broadcast",
            "reduce",
            "wait",
            "steps",
            "MB down",
            "MB up");
    for (Row row : rows) {
      table.add(
          Table.cell("%,d", row.parameters),
          Table.cell("%.0f", row.overheadSeconds * 1e3),
          Table.cell("%.0f", row.overheadSecondsP90 * 1e3),
          Table.cell("%.0f", row.broadcastSeconds * 1e3),
          Table.cell("%.0f", row.reduceSeconds * 1e3),
          Table.cell("%.0f", row.waitSeconds * 1e3),
          Table.cell("%.0f", row.computeSeconds * 1e3),
          Table.cell("%.1f", row.bytesDown / 1e6),
          Table.cell("%.1f", row.bytesUp / 1e6));
    }
    return table.text();
  }
}
