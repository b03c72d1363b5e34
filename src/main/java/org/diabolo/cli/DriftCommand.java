package org.diabolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.diabolo.drift.Drift;
import org.diabolo.drift.DriftReport;
import org.diabolo.job.DataSpec.InputSpec;
import org.diabolo.job.JobSpec;
import org.diabolo.network.Bundle;
import org.diabolo.pipeline.RunDirectory;
import org.diabolo.pipeline.TrainedModel;
import org.diabolo.store.Json;
import org.diabolo.store.Output;
import org.diabolo.submit.Place;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code drift}. */
@Command(
    name = "drift",
    description =
        "Tells whether rows still look like those that the model was trained on; the exit code is 0"
            + " whether they do or not.")
final class DriftCommand implements Runnable, Preflight {
  @Mixin private JobOptions job;

  @Option(
      names = "--input",
      paramLabel = "PATH",
      description =
          "Rows with the job's columns, in the job's format (default: the job's own input).")
  private String input;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Where drift.json goes too; must not exist.")
  private String output;

  @Override
  public List<Place> given() {
    return Place.given(Place.read("--input", input), Place.driver("--output", output));
  }

  @Override
  public List<Place> named(JobSpec spec) {
    return input == null ? Place.input(spec) : List.of();
  }

  @Override
  public void run() {
    job.execute("drift", this, this::drift);
  }

  private Map<String, ?> drift(SparkSession spark, JobSpec spec) {
    Output place = output == null ? null : Outputs.free(spark, output);
    RunDirectory run = job.runs().findTrained(spark, spec);
    Bundle bundle = TrainedModel.open(run, spec);
    InputSpec rows = spec.data().input();
    job.begins("looking at " + (input == null ? rows.path() : input));
    DriftReport report = new Drift(spark, spec, bundle).of(input == null ? rows : rows.at(input));
    Map<String, JsonNode> facts = new LinkedHashMap<>(Json.mapping(Json.tree(report)));
    if (place != null) {
      report.write(place.place());
      facts.put("report", Json.tree(place.place() + "/" + DriftReport.FILE));
    }
    return facts;
  }
}
