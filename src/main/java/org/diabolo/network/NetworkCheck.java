package org.diabolo.network;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobCheck;
import org.diabolo.job.JobSpec;

/** Whether a job's networks can be made of its fields, as far as the job alone tells. */
public final class NetworkCheck {
  private static final List<String> NEEDS =
      List.of("source", "target", "encoder", "decoder", "train");

  private NetworkCheck() {}

  /**
   * @param hadoop settings of the file systems that the job's configurations lie on
   * @return what complains about configurations that cannot be used, and about families that do not
   *     fit the fields. Vectors whose size only the data tell are not looked at
   */
  public static JobCheck of(Configuration hadoop) {
    return new JobCheck(NEEDS, spec -> problems(spec, hadoop));
  }

  private static List<String> problems(JobSpec spec, Configuration hadoop) {
    try {
      UserGraphs graphs = UserGraphs.read(spec, hadoop);
      if (ModelSize.isStated(spec.source()) && ModelSize.isStated(spec.decoded())) {
        ModelSize.requireFit(spec, graphs);
      }
      return List.of();
    } catch (InvalidJobException e) {
      return e.lines();
    }
  }
}
