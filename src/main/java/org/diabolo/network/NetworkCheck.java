package org.diabolo.network;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
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
   * @return what complains about configurations that cannot be used
   */
  public static JobCheck graphs(Configuration hadoop) {
    return new JobCheck(NEEDS, problems(spec -> UserGraphs.read(spec, hadoop)));
  }

  /**
   * @param hadoop settings of the file systems that the job's configurations lie on
   * @return what complains about families that do not fit the fields, where nothing else is wrong:
   *     it loads native libraries, which takes a second. Vectors whose size only the data tell are
   *     not looked at
   */
  public static JobCheck fit(Configuration hadoop) {
    return new JobCheck(
        List.of(JobCheck.ALL),
        problems(
            spec -> {
              if (ModelSize.isStated(spec.source()) && ModelSize.isStated(spec.decoded())) {
                ModelSize.requireFit(spec, UserGraphs.read(spec, hadoop));
              }
            }));
  }

  private static Function<JobSpec, List<String>> problems(Consumer<JobSpec> look) {
    return spec -> {
      try {
        look.accept(spec);
        return List.of();
      } catch (InvalidJobException e) {
        return e.lines();
      }
    };
  }
}
