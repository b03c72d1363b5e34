package org.diabolo.network;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
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
   * Complains of configurations that cannot be used; then, where nothing else is wrong with the
   * job, of families that do not fit the fields: that loads native libraries, which takes a second.
   * Vectors whose size only the data tell are not looked at.
   *
   * @param hadoop settings of the file systems that the job's configurations lie on
   * @param exempt says of a job whether its configurations are not looked at
   * @return both checks of one job, in this order: what the first has read the second takes
   */
  public static List<JobCheck> of(Configuration hadoop, Predicate<JobSpec> exempt) {
    AtomicReference<UserGraphs> graphs = new AtomicReference<>();
    return List.of(
        new JobCheck(
            NEEDS,
            problems(
                spec -> {
                  if (!exempt.test(spec)) {
                    graphs.set(UserGraphs.read(spec, hadoop));
                  }
                })),
        new JobCheck(
            List.of(JobCheck.ALL),
            problems(
                spec -> {
                  if (graphs.get() != null
                      && ModelSize.isStated(spec.source())
                      && ModelSize.isStated(spec.decoded())) {
                    ModelSize.requireFit(spec, graphs.get());
                  }
                })));
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
