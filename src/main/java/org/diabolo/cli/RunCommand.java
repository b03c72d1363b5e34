package org.diabolo.cli;

import java.util.Map;
import org.diabolo.pipeline.Pipeline;
import org.diabolo.pipeline.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code run}. */
@Command(
    name = "run",
    description = "Prepares, trains, evaluates and encodes: all that the job has.")
final class RunCommand implements Runnable {
  @Mixin private JobOptions job;

  @Override
  public void run() {
    job.execute(
        "run",
        (spark, spec) -> {
          RunDirectory run = job.begin(spark, spec);
          Pipeline pipeline = JobOptions.pipeline(spark, spec, run);
          pipeline.prepare();
          pipeline.train();
          Map<String, Object> summary = JobOptions.summary(run);
          summary.put("metrics", pipeline.evaluate());
          pipeline.encode();
          summary.put("stages", pipeline.stages());
          return summary;
        });
  }
}
