package org.diabolo.cli;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.diabolo.bench.Link;
import org.diabolo.bench.ScalingBench;
import org.diabolo.bench.ScalingFiles;
import org.diabolo.bench.ScalingPlan;
import org.diabolo.job.AveragingSpec.Outer;
import org.diabolo.submit.Place;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench scaling}. */
@Command(
    name = "scaling",
    description = {
      "What more replicas bring, studied without a cluster.",
      "784-512-256-32-256-512-784 is really trained with each number of replicas, in turn on this",
      "machine, on equal numbers of examples. The seconds are modelled, for a machine a replica:",
      "a replica's steps at the speed measured of one, a round's overhead as measured of one, and",
      "the measured bytes over the network that --network and --latency state. Writes scaling.csv",
      "and scaling.png."
    })
final class BenchScaling implements Runnable, Preflight {
  @Mixin private BenchOptions options;

  @Option(
      names = "--workers",
      split = ",",
      defaultValue = "1,2,4,8,16,32",
      description = "Numbers of replicas (default: ${DEFAULT-VALUE}).")
  private List<Integer> workers;

  @Option(
      names = "--periods",
      split = ",",
      defaultValue = "10,50",
      description = "Local steps a round (default: ${DEFAULT-VALUE}).")
  private List<Integer> periods;

  @Option(
      names = "--outer",
      split = ",",
      defaultValue = "PLAIN,NESTEROV",
      description = "Outer steps (default: ${DEFAULT-VALUE}).")
  private List<Outer> outers;

  @Option(
      names = "--outer-rate",
      defaultValue = "1",
      description = "Of nesterov (default: ${DEFAULT-VALUE}).")
  private double outerRate;

  @Option(
      names = "--outer-momentum",
      defaultValue = "0.5",
      description = "Of nesterov (default: ${DEFAULT-VALUE}).")
  private double outerMomentum;

  @Option(
      names = "--epochs",
      defaultValue = "10",
      description = "Passes over the rows, of every training (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--batch",
      defaultValue = "64",
      description = "Examples a local step (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--rate",
      defaultValue = "0.001",
      description = "Learning rate of one replica, constant (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--rate-growth",
      defaultValue = "0",
      description = "W replicas train at RATE × W^GROWTH (default: ${DEFAULT-VALUE}).")
  private double rateGrowth;

  @Option(
      names = "--validations",
      defaultValue = "4",
      description = "About so many an epoch (default: ${DEFAULT-VALUE}).")
  private int validations;

  @Option(
      names = "--loss",
      description = "The loss to tell the time to (default: 1.1 times what one replica ends with).")
  private Double loss;

  @Option(
      names = "--network",
      defaultValue = "10Gbit/s",
      description = "Of every machine, each way (default: ${DEFAULT-VALUE}).")
  private String network;

  @Option(
      names = "--latency",
      defaultValue = "1ms",
      description = "Of a message (default: ${DEFAULT-VALUE}).")
  private String latency;

  @Option(
      names = "--output",
      defaultValue = "scaling",
      description = "Folder for scaling.csv and scaling.png (default: ${DEFAULT-VALUE}).")
  private Path output;

  @Override
  public List<Place> given() {
    return options.places();
  }

  @Override
  public void run() {
    workers.forEach(number -> BenchOptions.requirePositive("--workers", number));
    periods.forEach(number -> BenchOptions.requirePositive("--periods", number));
    BenchOptions.requirePositive("--epochs", epochs);
    BenchOptions.requirePositive("--batch", batch);
    BenchOptions.requirePositive("--validations", validations);
    Link link = Link.parse(network, latency);
    ScalingPlan plan =
        new ScalingPlan(
            workers,
            periods,
            outers,
            outerRate,
            outerMomentum,
            epochs,
            batch,
            rate,
            rateGrowth,
            validations,
            loss,
            link);
    ScalingBench.Study study;
    try (SparkSession spark = options.master.open("scaling", given())) {
      study = new ScalingBench(spark, plan, Screen.current()::say).run(options.input);
    }
    ScalingFiles.write(study, link, output);
    BenchOptions.print(study.result());
    System.err.printf(
        java.util.Locale.ROOT,
        "losses are measured; seconds are modelled: %.2f ms a step, %.0f ms a round, and %s between"
            + " machines%n",
        study.stepSeconds() * 1e3,
        study.roundSeconds() * 1e3,
        link.words());
  }
}
