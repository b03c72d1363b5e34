package org.diabolo.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.diabolo.pipeline.Pipeline;
import org.diabolo.pipeline.RunDirectory;
import org.diabolo.pipeline.Stage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code evaluate}. */
@Command(
    name = "evaluate",
    description = "Measures a trained model beside PCA and writes metrics.json.")
final class EvaluateCommand implements Runnable, Preflight {
  @Mixin private JobOptions job;
  @Mixin private Redo redo;

  @Override
  public void requireConsistent() {
    redo.require(List.of(Stage.EVALUATE));
  }

  @Override
  public void run() {
    job.execute(
        "evaluate",
        this,
        (spark, spec) -> {
          RunDirectory run = job.runs().takeTrained(spark, spec);
          Pipeline pipeline = job.pipeline(spark, spec, run);
          redo.apply(pipeline);
          Map<String, Object> summary = new LinkedHashMap<>();
          summary.put("metrics", pipeline.evaluate());
          return summary;
        });
  }
}
