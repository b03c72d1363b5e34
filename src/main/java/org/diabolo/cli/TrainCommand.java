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

/** {@code train}. */
@Command(name = "train", description = "Trains on a prepared corpus and writes the bundle.")
final class TrainCommand implements Runnable, Preflight {
  @Mixin private JobOptions job;
  @Mixin private Redo redo;

  @Override
  public void requireConsistent() {
    redo.require(List.of(Stage.TRAIN));
  }

  @Override
  public List<Place> named(JobSpec spec) {
    return Place.graphs(spec);
  }

  @Override
  public void run() {
    job.execute(
        "train",
        this,
        (spark, spec) -> {
          RunDirectory run =
              job.runs()
                  .take(
                      spark,
                      spec,
                      r -> r.isDone(Stage.PREPARE),
                      "prepared corpus (make one with: diabolo prepare)");
          Pipeline pipeline = job.pipeline(spark, spec, run);
          redo.apply(pipeline);
          pipeline.train();
          Map<String, Object> summary = new LinkedHashMap<>();
          summary.put("stages", pipeline.stages());
          return summary;
        });
  }
}
