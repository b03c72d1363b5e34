package org.diabolo.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.diabolo.cli.Screen.Style;
import org.diabolo.codes.KeptCodes;
import org.diabolo.codes.ModelCodes;
import org.diabolo.encode.Decoding;
import org.diabolo.encode.Made;
import org.diabolo.job.BadDataException;
import org.diabolo.job.JobSpec;
import org.diabolo.job.Secrets;
import org.diabolo.pipeline.RunDirectory;
import org.diabolo.pipeline.Stage;
import org.diabolo.pipeline.TrainedModel;
import org.diabolo.rows.files.ReadFailure;
import org.diabolo.spark.QuietTaskFailures;
import org.diabolo.store.Folder;
import org.diabolo.store.Output;
import org.diabolo.store.OwnParquet;
import org.diabolo.store.Publication;
import org.diabolo.store.Reason;
import org.diabolo.store.StoreFailure;
import org.diabolo.submit.Place;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code decode}. */
@Command(
    name = "decode",
    description = "Turns codes back into rows in their original scale, by the decoder alone.")
final class DecodeCommand implements Runnable, Preflight {
  @Mixin private JobOptions job;

  @Option(
      names = "--input",
      paramLabel = "DIR",
      description =
          "Encodings of this model, or of another of its code space (default: the run's own).")
  private String input;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Where the rows go (default: decoded/ in the run); must not exist.")
  private String output;

  @Option(
      names = "--picture",
      paramLabel = "FILE.png",
      description = "Also draws some images above what came back for them; must not exist.")
  private String picture;

  @Option(
      names = "--picture-rows",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many, the first by key (default: ${DEFAULT-VALUE}).")
  private int pictureRows;

  @Override
  public List<Place> given() {
    return Place.given(
        Place.read("--input", input),
        Place.written("--output", output),
        Place.driver("--picture", picture));
  }

  /** A picture shows the original images too. */
  @Override
  public List<Place> named(JobSpec spec) {
    return picture == null ? List.of() : Place.input(spec);
  }

  @Override
  public void run() {
    job.execute("decode", this, this::decode);
  }

  /** Codes that follow the rows, as a retraining makes them. */
  private static Optional<ModelCodes> kept(RunDirectory run) {
    return ModelCodes.find(KeptCodes.place(run.folder().parent(), run.id()));
  }

  private Dataset<Row> codes(SparkSession spark, Folder from) {
    if (input == null) {
      return OwnParquet.read(spark, from);
    }
    String what = "--input " + input + ": holds no codes of Diabolo (Parquet with a column code)";
    Dataset<Row> rows;
    try {
      rows = QuietTaskFailures.during(() -> OwnParquet.read(spark, from));
    } catch (Exception e) {
      if (spark.sparkContext().isStopped() || ReadFailure.isOfTasks(e)) {
        throw e;
      }
      throw StoreFailure.telling(what + ": " + Reason.of(e), e, BadDataException::new);
    }
    if (!Decoding.hasCodes(rows)) {
      throw new BadDataException(what + ", but columns " + String.join(", ", rows.columns()));
    }
    return rows;
  }

  private Map<String, Object> decode(SparkSession spark, JobSpec spec) {
    Predicate<RunDirectory> has =
        input == null
            ? r -> r.isDone(Stage.TRAIN) && (r.isDone(Stage.ENCODE) || kept(r).isPresent())
            : r -> r.isDone(Stage.TRAIN);
    String need =
        input == null ? "bundle and encodings (make them with: diabolo run)" : RunChoice.BUNDLE;
    RunDirectory run =
        output == null
            ? job.runs().takeModel(spark, spec, has, need)
            : job.runs().findModel(spark, spec, has, need);
    Optional<ModelCodes> kept =
        input == null && !run.isDone(Stage.ENCODE) ? kept(run) : Optional.empty();
    Folder from =
        input == null
            ? run.encodings()
            : Folder.of(input, spark.sparkContext().hadoopConfiguration());
    Output place = output == null ? Output.ofRun(run.decoded()) : Outputs.free(spark, output);
    if (kept.isEmpty() && (!from.exists() || Publication.isUnfinished(from, Publication.SUCCESS))) {
      throw new BadDataException(
          (input == null ? from : "--input " + input) + ": there are no whole encodings");
    }
    Made.at(from)
        .flatMap(made -> made.missing(from))
        .ifPresent(
            missing -> {
              throw new BadDataException(
                  from + "/" + missing + "; make the encodings again with: diabolo encode");
            });
    if (picture != null) {
      Pictures.check(spark, spec, pictureRows, picture);
    }
    job.begins("decoding " + kept.map(ModelCodes::folder).orElse(from));
    Dataset<Row> encodings =
        kept.map(codes -> codes.rows(spark)).orElseGet(() -> codes(spark, from));
    List<String> warnings =
        new Decoding(spark, spec, TrainedModel.open(run, spec))
            .decode(
                encodings,
                given -> {
                  try (Publication publication = place.begin()) {
                    publication.parquet(given.write());
                    publication.publish();
                  }
                });
    warnings.forEach(warning -> Screen.current().say(warning, Style.STOPPED));
    Dataset<Row> decoded = OwnParquet.read(spark, place.place());
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("decoded", place.place().toString());
    summary.put("rows", decoded.count());
    summary.put("warnings", warnings);
    if (picture != null) {
      Pictures.draw(spark, spec, decoded, pictureRows, picture);
      summary.put("picture", Secrets.redacted(picture));
    }
    return summary;
  }
}
