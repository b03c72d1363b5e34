package org.diabolo.bench.retrain;

import java.time.LocalDate;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.diabolo.codes.KeptCodes;
import org.diabolo.codes.ModelCodes;
import org.diabolo.job.JobSpec;
import org.diabolo.pipeline.FilesAtStart;
import org.diabolo.pipeline.Pipeline;
import org.diabolo.pipeline.RunDirectory;
import org.diabolo.pipeline.StageListener;
import org.diabolo.retrain.ByHand;
import org.diabolo.retrain.Registry;
import org.diabolo.retrain.Retraining;
import org.diabolo.store.Application;

/**
 * The models of a job, made one from the other by retrainings. Whatever the gate says of one, it is
 * made the champion, which encodes all rows; what has been made already is not made again.
 *
 * @param spark to run on
 * @param workspace folder of all jobs
 * @param listener for people
 */
record Versions(SparkSession spark, String workspace, StageListener listener) {
  private static final String WHY = "measured, whatever the gate says";

  /**
   * @param spec the job
   * @param version run id of the model
   * @param champion run id of the one that it follows; null for the first
   * @return the run
   * @throws org.diabolo.job.InvalidJobException when there is one of another job
   */
  RunDirectory made(JobSpec spec, String version, String champion) {
    RunDirectory run =
        RunDirectory.begin(workspace, spec.name(), version, hadoop()).taken(Application.NONE);
    try {
      Registry registry = registry(spec);
      if (registry.championship(version).isPresent()) {
        // Tells whether it is of this job, and does nothing else.
        stages(FilesAtStart.only(spark, spec, run), run).model();
      } else {
        if (champion != null) {
          new ByHand(registry).promote(champion, "what is retrained next follows it");
        }
        retraining(spec, run).run(LocalDate.EPOCH, WHY);
      }
      return registry.run(version);
    } finally {
      run.letGo();
    }
  }

  private Retraining retraining(JobSpec spec, RunDirectory run) {
    return new Retraining(
        spark,
        Application.NONE,
        spec,
        run,
        () -> registry(spec),
        listener,
        kept -> stages(kept, run));
  }

  private Pipeline stages(JobSpec spec, RunDirectory run) {
    return new Pipeline(spark, spec, run, listener)
        .keepingModel(() -> registry(spec).keeps(run.id()));
  }

  /** What the champion of a version's time encoded. */
  ModelCodes codes(RunDirectory run) {
    return ModelCodes.at(KeptCodes.place(run.folder().parent(), run.id()));
  }

  private Registry registry(JobSpec spec) {
    return Registry.of(workspace, spec, hadoop());
  }

  private Configuration hadoop() {
    return spark.sparkContext().hadoopConfiguration();
  }
}
