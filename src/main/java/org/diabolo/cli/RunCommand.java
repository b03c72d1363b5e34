package org.diabolo.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.diabolo.job.JobSpec;
import org.diabolo.pipeline.Pipeline;
import org.diabolo.pipeline.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code run}. */
@Command(
    name = "run",
    description =
        "Prepares, trains, evaluates, encodes and, if the job has a predict section, predicts.")
final class RunCommand implements Runnable, Preflight {
  @Mixin private JobOptions job;

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
        "run",
        this,
        (spark, spec) -> {
          RunDirectory run = job.begin(spark, spec);
          Pipeline pipeline = job.pipeline(spark, spec, run);
          pipeline.prepare();
          pipeline.train();
          Map<String, Object> summary = new LinkedHashMap<>();
          summary.put("metrics", pipeline.evaluate());
          pipeline.encode();
          if (spec.predict() != null) {
            pipeline.predict();
          }
          summary.put("stages", pipeline.stages());
          return summary;
        });
  }
}
