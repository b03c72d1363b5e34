package org.diabolo.pipeline;

import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.diabolo.job.DataSpec.InputSpec;
import org.diabolo.job.JobSpec;
import org.diabolo.network.UserGraphs;

/**
 * What all stages of a run work with.
 *
 * @param retrains whether a retraining makes them, and not a command that makes stages again
 * @param kept why the run's model must stay what it is, in words; nothing where it may be another
 */
record RunContext(
    SparkSession spark,
    JobSpec spec,
    RunDirectory run,
    Manifest manifest,
    StageListener listener,
    Start start,
    boolean retrains,
    Supplier<Optional<String>> kept) {
  static RunContext of(SparkSession spark, JobSpec spec, RunDirectory run, StageListener listener) {
    Manifest manifest = Manifest.open(run);
    return new RunContext(
        spark, spec, run, manifest, listener, begun(run, manifest), false, Optional::empty);
  }

  private static Start begun(RunDirectory run, Manifest manifest) {
    Start training = Start.of(TrainStage.record(run, manifest));
    // Rows may have been made again for another start than the model that is still there.
    return manifest.record(Stage.PREPARE).from().isEmpty()
        ? training
        : Start.of(manifest.record(Stage.PREPARE)).with(training.count()).withCodesOf(training);
  }

  /** Of a retraining. */
  RunContext startingFrom(Start other) {
    return new RunContext(spark, spec, run, manifest, listener, other, true, kept);
  }

  RunContext keepingModel(Supplier<Optional<String>> why) {
    return new RunContext(spark, spec, run, manifest, listener, start, retrains, why);
  }

  /** The rows that the job is trained on, in words. */
  String rows() {
    return rows(spec.data().input());
  }

  static String rows(InputSpec input) {
    return input.path() + (input.where() == null ? "" : " where " + input.where());
  }

  UserGraphs userGraphs() {
    return UserGraphs.read(spec, spark.sparkContext().hadoopConfiguration());
  }
}
