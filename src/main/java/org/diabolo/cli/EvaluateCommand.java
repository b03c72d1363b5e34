package org.diabolo.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.diabolo.pipeline.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code evaluate}. */
@Command(
    name = "evaluate",
    description = "Measures a trained model beside PCA and writes metrics.json.")
final class EvaluateCommand implements Runnable, Preflight {
  @Mixin private JobOptions job;

  @Override
  public void run() {
    job.execute(
        "evaluate",
        this,
        (spark, spec) -> {
          RunDirectory run = job.takeTrained(spark, spec);
          Map<String, Object> summary = new LinkedHashMap<>();
          summary.put("metrics", job.pipeline(spark, spec, run).evaluate());
          return summary;
        });
  }
}
