package org.diabolo.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.diabolo.encode.Encoding;
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

/** {@code encode}. */
@Command(
    name = "encode",
    description = "Writes the codes of the job's input, or of another one, to Parquet.")
final class EncodeCommand implements Runnable, Preflight {
  @Mixin private JobOptions job;
  @Mixin private Redo redo;
  @Mixin private KeepCodes keep;

  @Option(
      names = "--input",
      paramLabel = "PATH",
      description = "Other rows with the job's columns, in the job's format; needs --output.")
  private String input;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Where the codes of --input go; must not exist.")
  private String output;

  @Override
  public void requireConsistent() {
    redo.require(input == null && !keep.isAsked() ? List.of(Stage.ENCODE) : List.of());
    keep.requireAlone(
        Stream.of(input == null ? null : "--input", output == null ? null : "--output")
            .filter(Objects::nonNull)
            .toList());
    if ((input == null) != (output == null)) {
      throw new InvalidJobException("--input and --output: allowed: both or neither");
    }
  }

  @Override
  public List<Place> given() {
    return Place.given(Place.read("--input", input), Place.written("--output", output));
  }

  @Override
  public List<Place> named(JobSpec spec) {
    return input == null ? Place.encoded(spec) : List.of();
  }

  @Override
  public void run() {
    job.execute(
        "encode",
        this,
        (spark, spec) -> {
          if (keep.isAsked()) {
            return keep.perform(spark, spec, job.runs().findTrained(spark, spec), job);
          }
          RunDirectory run =
              input == null
                  ? job.runs().takeTrained(spark, spec)
                  : job.runs().findTrained(spark, spec);
          Map<String, Object> summary = new LinkedHashMap<>();
          if (input == null) {
            Pipeline pipeline = job.pipeline(spark, spec, run);
            redo.apply(pipeline);
            pipeline.encode();
            summary.put("encodings", run.encodings().toString());
            summary.put("stages", pipeline.stages());
          } else {
            summary.putAll(encodeOther(spark, spec, run));
          }
          return summary;
        });
  }

  private Map<String, Object> encodeOther(SparkSession spark, JobSpec spec, RunDirectory run) {
    Output place = Outputs.free(spark, output);
    job.begins("encoding " + input);
    Encoding.Encoded encoded =
        new Encoding(spark, spec, TrainedModel.open(run, spec))
            .run(spec.data().input().at(input), place);
    return Map.of(
        "encodings", place.place().toString(),
        "rows", encoded.rows(),
        "rejected", encoded.rejects().rejected());
  }
}
