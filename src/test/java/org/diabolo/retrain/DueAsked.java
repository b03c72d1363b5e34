package org.diabolo.retrain;

import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.diabolo.job.JobSpec;
import org.diabolo.pipeline.RunDirectory;
import org.diabolo.testing.HeardStages;
import org.diabolo.testing.Jobs;
import org.diabolo.testing.LocalSpark;

/** What a retraining asks before it trains, and no training. */
public final class DueAsked {
  private DueAsked() {}

  /**
   * @param base a folder with {@code job.yaml} and the workspace {@code runs}
   * @param version a new run id
   * @param overrides of the job
   */
  public static Due.Told of(Path base, String version, String... overrides) {
    JobSpec spec = Jobs.read(base.resolve("job.yaml"), List.of(overrides));
    Registry now = Registry.of(base.resolve("runs").toString(), spec, new Configuration());
    RunDirectory run = now.run(version);
    return new Due(LocalSpark.session(), spec, run, new HeardStages()).tell(now);
  }
}
