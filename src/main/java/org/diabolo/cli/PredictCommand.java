package org.diabolo.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.diabolo.encode.Prediction;
import org.diabolo.job.DataSpec.InputSpec;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.pipeline.Pipeline;
import org.diabolo.pipeline.RunDirectory;
import org.diabolo.pipeline.Stage;
import org.diabolo.pipeline.TrainedModel;
import org.diabolo.store.Output;
import org.diabolo.submit.Place;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code predict}. */
@Command(
    name = "predict",
    description = "Writes the targets that the model gives for rows to Parquet.")
final class PredictCommand implements Runnable, Preflight {
  @Mixin private JobOptions job;
  @Mixin private Redo redo;

  @Option(
      names = "--input",
      paramLabel = "PATH",
      description = "Other rows with the source's columns, in the job's format; needs --output.")
  private String input;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Where the targets go (default: predictions/ in the run); must not exist.")
  private String output;

  @Option(
      names = "--text",
      paramLabel = "TEXT",
      description = "A source to answer at once instead of rows; may be given several times.")
  private List<String> texts = List.of();

  @Override
  public void requireConsistent() {
    redo.require(texts.isEmpty() && output == null ? List.of(Stage.PREDICT) : List.of());
    if (!texts.isEmpty() && output != null) {
      throw new InvalidJobException("--text and --output: allowed: one of them");
    }
    if (input != null && output == null) {
      throw new InvalidJobException("--input " + input + ": needs --output DIR");
    }
  }

  @Override
  public List<Place> given() {
    return texts.isEmpty()
        ? Place.given(Place.read("--input", input), Place.written("--output", output))
        : List.of();
  }

  @Override
  public List<Place> named(JobSpec spec) {
    return texts.isEmpty() && input == null ? Place.input(spec) : List.of();
  }

  @Override
  public void run() {
    job.execute("predict", this, this::predict);
  }

  private Map<String, Object> predict(SparkSession spark, JobSpec spec) {
    RunDirectory run =
        texts.isEmpty() && output == null
            ? job.runs().takeTrained(spark, spec)
            : job.runs().findTrained(spark, spec);
    Map<String, Object> summary = new LinkedHashMap<>();
    if (!texts.isEmpty()) {
      summary.put("texts", TypedTexts.predict(spec, TrainedModel.open(run, spec), texts));
    } else if (output == null) {
      Pipeline pipeline = job.pipeline(spark, spec, run);
      redo.apply(pipeline);
      pipeline.predict();
      summary.put("predictions", run.predictions().toString());
      summary.put("stages", pipeline.stages());
    } else {
      summary.putAll(predictElsewhere(spark, spec, run));
    }
    return summary;
  }

  private Map<String, Object> predictElsewhere(SparkSession spark, JobSpec spec, RunDirectory run) {
    Output place = Outputs.free(spark, output);
    job.begins("predicting " + (input == null ? spec.data().input().path() : input));
    InputSpec rows = input == null ? spec.data().input() : spec.data().input().at(input);
    Prediction.Predicted predicted =
        new Prediction(spark, spec, TrainedModel.open(run, spec)).run(rows, place);
    return Map.of(
        "predictions", place.place().toString(),
        "rows", predicted.rows(),
        "rejected", predicted.rejects().rejected());
  }
}
