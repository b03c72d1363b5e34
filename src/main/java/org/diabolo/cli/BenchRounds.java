package org.diabolo.cli;

import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.diabolo.bench.BenchResult;
import org.diabolo.bench.RoundsBench;
import org.diabolo.job.AveragingSpec.Transfer;
import org.diabolo.submit.Place;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench rounds}. */
@Command(
    name = "rounds",
    description = {
      "What a round costs besides its local steps.",
      "Of 784-512-256-32-256-512-784 (1.1 million parameters) and of",
      "784-4096-2560-512-2560-4096-784 (30 million); a large heap helps (DIABOLO_JAVA_OPTS)."
    })
final class BenchRounds implements Runnable, Preflight {
  @Mixin private BenchOptions options;

  @Option(
      names = "--workers",
      defaultValue = "2",
      description = "Replicas (default: ${DEFAULT-VALUE}).")
  private int workers;

  @Option(
      names = "--rounds",
      defaultValue = "30",
      description = "Counted ones of each model (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--warm-up",
      defaultValue = "5",
      description = "Rounds before them (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--transfer",
      defaultValue = "FP32",
      description = "What replicas send: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Transfer transfer;

  @Override
  public List<Place> given() {
    return options.places();
  }

  @Override
  public void run() {
    BenchOptions.requirePositive("--workers", workers);
    BenchOptions.requirePositive("--rounds", rounds);
    BenchOptions.requirePositive("--warm-up", warmUp);
    BenchResult result;
    try (SparkSession spark = options.master.open("rounds", given())) {
      result =
          new RoundsBench(spark, workers, rounds, warmUp, transfer, Screen.current()::say)
              .run(options.input);
    }
    BenchOptions.print(result);
  }
}
