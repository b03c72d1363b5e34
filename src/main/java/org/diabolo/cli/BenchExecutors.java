package org.diabolo.cli;

import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.diabolo.bench.BenchResult;
import org.diabolo.bench.ExecutorsBench;
import org.diabolo.bench.Throughput;
import org.diabolo.store.Json;
import org.diabolo.submit.Place;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench executors}. */
@Command(
    name = "executors",
    description = {
      "Two executors of one core beside one.",
      "Examples a second of 784-512-256-32-256-512-784 on this machine, each time in an",
      "application of its own. With --master: of --workers replicas on that master alone, for",
      "clusters of other sizes."
    })
final class BenchExecutors implements Runnable, Preflight {
  @Mixin private BenchOptions options;

  @Option(
      names = "--workers",
      defaultValue = "2",
      description = "Replicas, with --master (default: ${DEFAULT-VALUE}).")
  private int workers;

  @Option(
      names = "--period",
      defaultValue = "50",
      description = "Local steps a round (default: ${DEFAULT-VALUE}).")
  private int period;

  @Option(
      names = "--batch",
      defaultValue = "128",
      description = "Examples a step (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--rounds",
      defaultValue = "20",
      description = "Counted ones of each application (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--repetitions",
      defaultValue = "5",
      description = "Applications of each size (default: ${DEFAULT-VALUE}).")
  private int repetitions;

  @Option(
      names = "--memory",
      defaultValue = "2048",
      description = "MB of an executor (default: ${DEFAULT-VALUE}).")
  private int memory;

  @Override
  public List<Place> given() {
    return options.places();
  }

  @Override
  public void run() {
    BenchOptions.requirePositive("--workers", workers);
    BenchOptions.requirePositive("--period", period);
    BenchOptions.requirePositive("--batch", batch);
    BenchOptions.requirePositive("--rounds", rounds);
    BenchOptions.requirePositive("--repetitions", repetitions);
    BenchOptions.requirePositive("--memory", memory);
    // Spark-submit hands the master over by a property.
    boolean one = options.master.isNamed() || new SparkConf().contains("spark.master");
    BenchOptions.print(
        one
            ? throughput()
            : new ExecutorsBench(this::application, repetitions, Screen.current()::say).run());
  }

  private BenchResult throughput() {
    try (SparkSession spark = options.master.open("executors", given())) {
      return new Throughput(workers, period, batch, rounds).run(spark, options.input);
    }
  }

  private record Line(List<Throughput.Row> rows) {}

  private Throughput.Row application(int executors) {
    String line =
        new ChildApplication(memory)
            .run(
                List.of(
                    "bench",
                    "executors",
                    "--master",
                    "local-cluster[" + executors + ",1," + memory + "]",
                    "--input",
                    options.input,
                    "--workers",
                    "" + executors,
                    "--period",
                    "" + period,
                    "--batch",
                    "" + batch,
                    "--rounds",
                    "" + rounds));
    return Json.read(line, Line.class).rows().get(0);
  }
}
