package org.diabolo.cli;

import java.util.Map;
import org.diabolo.pipeline.Pipeline;
import org.diabolo.pipeline.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code prepare}. */
@Command(name = "prepare", description = "Turns raw rows into the corpus that training reads.")
final class PrepareCommand implements Runnable {
  @Mixin private JobOptions job;

  @Override
  public void run() {
    job.execute(
        "prepare",
        Place::inputs,
        (spark, spec) -> {
          RunDirectory run = job.begin(spark, spec);
          Pipeline pipeline = JobOptions.pipeline(spark, spec, run);
          pipeline.prepare();
          Map<String, Object> summary = JobOptions.summary(run);
          summary.put("stages", pipeline.stages());
          return summary;
        });
  }
}
