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

/** {@code run}. */
@Command(
    name = "run",
    description =
        "Prepares, trains, evaluates, encodes and, if the job has a predict section, predicts.")
final class RunCommand implements Runnable, Preflight {
  @Mixin private JobOptions job;
  @Mixin private Redo redo;

  @Override
  public void requireConsistent() {
    redo.require(List.of(Stage.values()));
  }

  @Override
  public boolean beginsRuns() {
    return true;
  }

  @Override
  public List<Place> named(JobSpec spec) {
    return Place.all(spec);
  }

  @Override
  public void run() {
    job.execute(
        "run",
        this,
        (spark, spec) -> {
          RunDirectory run = job.runs().begin(spark, spec);
          Pipeline pipeline = job.pipeline(spark, spec, run);
          redo.apply(pipeline);
          pipeline.run();
          Map<String, Object> summary = new LinkedHashMap<>();
          summary.put("metrics", pipeline.metrics());
          summary.put("stages", pipeline.stages());
          return summary;
        });
  }
}
