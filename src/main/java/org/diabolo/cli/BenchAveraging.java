package org.diabolo.cli;

import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.diabolo.bench.AveragingBench;
import org.diabolo.bench.BenchResult;
import org.diabolo.job.TrainSpec;
import org.diabolo.submit.Place;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench averaging}. */
@Command(
    name = "averaging",
    description = {
      "Training beside DL4J's own ways on Spark.",
      "Diabolo, ParameterAveragingTrainingMaster and SharedTrainingMaster train 784-128-32-128-784",
      "in turn: same rows, optimiser, number of workers, and period where there is one."
    })
final class BenchAveraging implements Runnable, Preflight {
  @Mixin private BenchOptions options;

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

  @Option(
      names = "--sharing",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "With SharedTrainingMaster, which needs a local master (default: yes).")
  private boolean sharing;

  @Override
  public List<Place> given() {
    return options.places();
  }

  @Override
  public void run() {
    BenchOptions.requirePositive("--workers", workers);
    BenchOptions.requirePositive("--period", period);
    BenchOptions.requirePositive("--batch", batch);
    BenchOptions.requirePositive("--epochs", epochs);
    BenchOptions.requirePositive("--repetitions", repetitions);
    TrainSpec spec = TrainSpec.of(epochs, batch, workers, period);
    BenchResult result;
    try (SparkSession spark = options.master.open("averaging", given())) {
      result =
          new AveragingBench(spark, spec, repetitions, sharing, Screen.current()::say)
              .run(options.input);
    }
    BenchOptions.print(result);
  }
}
