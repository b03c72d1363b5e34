package org.diabolo.cli;

import java.util.Locale;
import org.apache.spark.sql.SparkSession;
import org.diabolo.bench.AveragingBench;
import org.diabolo.bench.BenchResult;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.TrainSpec;
import org.diabolo.store.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench}. */
@Command(
    name = "bench",
    description = "Measures Diabolo beside a peer, both in one run.",
    subcommands = BenchCommand.Averaging.class)
final class BenchCommand {
  @Option(names = "--help", usageHelp = true, description = "Shows this help.")
  private boolean help;

  /** {@code bench averaging}. */
  @Command(
      name = "averaging",
      description = {
        "Training of an autoencoder 784-128-32-128-784 by Diabolo and by DL4J's",
        "ParameterAveragingTrainingMaster: same rows, optimiser, workers and period."
      })
  static final class Averaging implements Runnable {
    @Option(
        names = "--input",
        defaultValue = "sample-data/fashion-mnist",
        description = "Parquet with id and pixels of 28 × 28 bytes (default: ${DEFAULT-VALUE}).")
    private String input;

    @Option(
        names = "--workers",
        defaultValue = "2",
        description = "Replicas (default: ${DEFAULT-VALUE}).")
    private int workers;

    @Option(
        names = "--period",
        defaultValue = "50",
        description = "Local steps a round (default: ${DEFAULT-VALUE}).")
    private int period;

    @Option(
        names = "--batch",
        defaultValue = "64",
        description = "Examples a step (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(
        names = "--epochs",
        defaultValue = "5",
        description = "Passes over the rows (default: ${DEFAULT-VALUE}).")
    private int epochs;

    @Option(
        names = "--repetitions",
        defaultValue = "5",
        description = "Counted ones of each side, after a warm-up (default: ${DEFAULT-VALUE}).")
    private int repetitions;

    @Option(names = "--master", description = "Spark master (default: local[*]).")
    private String master;

    @Option(names = "--help", usageHelp = true, description = "Shows this help.")
    private boolean help;

    @Override
    public void run() {
      for (int number : new int[] {workers, period, batch, epochs, repetitions}) {
        if (number < 1) {
          throw new InvalidJobException(
              "found " + number + ", allowed: all numbers of a bench are at least 1");
        }
      }
      TrainSpec spec = TrainSpec.of(epochs, batch, workers, period);
      BenchResult result;
      try (SparkSession spark = Sessions.open("diabolo bench averaging", master)) {
        result = new AveragingBench(spark, spec, repetitions, System.err::println).run(input);
      }
      System.err.printf("%n%-34s %12s %9s%n", "", "examples/s", "loss");
      result
          .rows()
          .forEach(
              row ->
                  System.err.printf(
                      Locale.ROOT,
                      "%-34s %,12.0f %9.5f%n",
                      row.contestant(),
                      row.median(),
                      row.loss()));
      result
          .ratios()
          .forEach((name, ratio) -> System.err.printf(Locale.ROOT, "%-34s %12.2f%n", name, ratio));
      System.out.println(Json.line(result));
    }
  }
}
