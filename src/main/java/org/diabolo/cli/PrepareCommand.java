package org.diabolo.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.diabolo.job.JobSpec;
import org.diabolo.pipeline.Pipeline;
import org.diabolo.pipeline.RunDirectory;
import org.diabolo.pipeline.Stage;
import org.diabolo.submit.Place;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code prepare}. */
@Command(name = "prepare", description = "Turns raw rows into the corpus that training reads.")
final class PrepareCommand implements Runnable, Preflight {
  @Mixin private JobOptions job;
  @Mixin private Redo redo;

  @Override
  public void requireConsistent() {
    redo.require(List.of(Stage.PREPARE));
  }

  @Override
  public boolean beginsRuns() {
    return true;
  }

  @Override
  public List<Place> named(JobSpec spec) {
    return Place.inputs(spec);
  }

  @Override
  public void run() {
    job.execute(
        "prepare",
        this,
        (spark, spec) -> {
          RunDirectory run = job.runs().begin(spark, spec);
          Pipeline pipeline = job.pipeline(spark, spec, run);
          redo.apply(pipeline);
          pipeline.prepare();
          Map<String, Object> summary = new LinkedHashMap<>();
          summary.put("stages", pipeline.stages());
          return summary;
        });
  }
}
