package org.diabolo.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

/**
 * Examples a second of the autoencoder 784-512-256-32-256-512-784 in a session that is open,
 * between a first epoch that warms up and the end. Each replica has the same work however many they
 * are.
 *
 * @param workers replicas
 * @param period local steps a round
 * @param batch examples a step
 * @param rounds counted ones, at least 1
 */
public record Throughput(int workers, int period, int batch, int rounds) {
  private static final Autoencoder MODEL = new Autoencoder(512, 256, 32, 256, 512);

  /** Whole rounds of an epoch; shares differ a little, so it ends with a stub or two. */
  private static final int WHOLE_ROUNDS = 4;

  /**
   * What was measured.
   *
   * @param workers replicas
   * @param rounds counted
   * @param examplesPerSecond over all of them together
   * @param overhead share of their time that was not local steps, 0 to 1
   */
  public record Row(int workers, int rounds, double examplesPerSecond, double overhead) {}

  /**
   * @param session to run on
   * @param path Parquet with a column {@code pixels} of 784 bytes and a column {@code id}
   * @return one row
   */
  public BenchResult run(SparkSession session, String path) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    long round = (long) workers * period * batch;
    long rows = round * (WHOLE_ROUNDS + 1);
    JavaRDD<Example> examples = Images.exactly(Images.read(session, path, workers), rows).cache();
    int epochs = 1 + (rounds + WHOLE_ROUNDS - 1) / WHOLE_ROUNDS;
    TrainSpec spec = Specs.of(epochs, batch, workers, period, Transfer.FP32);
    List<RoundRecord> records = new ArrayList<>();
    new ParameterAveraging(
            spark,
            spec,
            Feeds.FLAT,
            Engines.replicas(spec.engine(), MODEL.graph()),
            record -> {
              if (record.epoch() > 1 && record.examples() == round) {
                records.add(record);
              }
            })
        .train(examples, rows, spark.emptyRDD(), 0);
    Row row = row(records);
    String table =
        new Table("replicas", "examples/s", "overhead")
            .add(
                "" + row.workers,
                Table.cell("%,.0f", row.examplesPerSecond),
                Table.cell("%.1f %%", row.overhead * 100))
            .text();
    return new BenchResult("executors", Map.of(), List.of(row), table);
  }

  private Row row(List<RoundRecord> records) {
    double seconds = records.stream().mapToDouble(RoundRecord::seconds).sum();
    long trained = records.stream().mapToLong(RoundRecord::examples).sum();
    double overhead = records.stream().mapToDouble(RoundsBench::overhead).sum();
    return new Row(workers, records.size(), trained / seconds, overhead / seconds);
  }
}
