package org.diabolo.encode;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.diabolo.job.BadDataException;
import org.diabolo.job.DataSpec.InputSpec;
import org.diabolo.job.JobSpec;
import org.diabolo.network.Bundle;
import org.diabolo.rows.InPlaceScreening;
import org.diabolo.rows.Input;
import org.diabolo.rows.Rejects;
import org.diabolo.rows.Screening;
import org.diabolo.rows.Steps;
import org.diabolo.store.Folder;
import org.diabolo.store.Output;
import org.diabolo.store.OwnParquet;
import org.diabolo.store.Publication;

/**
 * What is done alike with every input that a model runs over: its rows are judged, the good ones go
 * through the model, all is written whole.
 */
record ScreenedInput(SparkSession spark, JobSpec spec, Bundle bundle) {

  /** Runs the model. */
  interface Model {
    /**
     * @param good rows of {@link Screening#KEY}, {@link Screening#KEPT}, {@link Screening#SOURCE}
     * @param parts of the bundle
     * @return what is written
     */
    Dataset<Row> apply(Dataset<Row> good, Broadcast<Bundle.Parts> parts);
  }

  /**
   * @param input rows with the job's columns
   * @param copied columns of it that go along
   * @param output where what the model gives goes; bad rows go to {@code _rejects} in it
   * @param from what it is made from, which is written beside it
   * @param model that gives it
   * @return what was wrong with the input
   */
  Rejects run(InputSpec input, List<String> copied, Output output, Made.From from, Model model) {
    try (Steps steps = Steps.of(spark, 3)) {
      return over(input).run(input, copied, output, from, model, steps);
    }
  }

  /** With a job about the rows that are really read. */
  private ScreenedInput over(InputSpec input) {
    return new ScreenedInput(spark, spec.reading(input), bundle);
  }

  private Rejects run(
      InputSpec input,
      List<String> copied,
      Output output,
      Made.From from,
      Model model,
      Steps steps) {
    steps.next("looking at the files");
    Dataset<Row> rows = Input.open(spark, input, spec);
    Dataset<Row> screened =
        Screening.sourceOnly(spec, rows, copied, bundle.card().source())
            .screen()
            .persist(StorageLevel.MEMORY_AND_DISK());
    Broadcast<Bundle.Parts> parts =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(bundle.parts());
    try {
      steps.next("judging the rows");
      Rejects counted = Rejects.count(screened);
      counted.enforce(spec, rows, screened, output.rejects());
      Dataset<Row> good =
          screened
              .where(Screening.isGood())
              .select(Screening.KEY, Screening.KEPT, Screening.SOURCE);
      Dataset<Row> given = model.apply(good, parts);
      steps.next("answering and writing");
      try (Publication publication = output.begin()) {
        publication.parquet(given.write());
        counted.write(screened, spec.data().key(), publication.staging().folder("_rejects"));
        Made.write(spark, publication.staging(), from, counted);
        publication.publish();
      }
      return counted;
    } finally {
      parts.destroy();
      screened.unpersist(true);
    }
  }

  /**
   * Runs a model whose answer to a row depends on nothing but the row: rows are judged and answered
   * where they are read, in one pass. What is bad is read again, and only if there is any.
   *
   * @param input rows with the job's columns
   * @param copied columns of it that go along
   * @param output where what the model gives goes; bad rows go to {@code _rejects} in it
   * @param from what it is made from, which is written beside it
   * @param model that gives it
   * @return what was wrong with the input
   */
  Rejects runInPlace(
      InputSpec input, List<String> copied, Output output, Made.From from, Model model) {
    try (Steps steps = Steps.of(spark, 4)) {
      return over(input).runInPlace(input, copied, output, from, model, steps);
    }
  }

  private Rejects runInPlace(
      InputSpec input,
      List<String> copied,
      Output output,
      Made.From from,
      Model model,
      Steps steps) {
    steps.next("looking at the files");
    Dataset<Row> rows = Input.open(spark, input, spec);
    steps.next("looking for repeated keys");
    Screening screening = Screening.sourceOnly(spec, rows, copied, bundle.card().source());
    Broadcast<Bundle.Parts> parts =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(bundle.parts());
    try (InPlaceScreening screened = screening.inPlace()) {
      Dataset<Row> answers = model.apply(screened.good(), parts);
      if (Publication.beginRemoves(output.place(), Publication.SUCCESS)) {
        enforce(Rejects.among(screened.rows(), screened.bad()), rows, screened, output);
      }
      try (Publication publication = output.begin()) {
        return publish(input, rows, screened, answers, publication, output, from, steps);
      }
    } finally {
      parts.destroy();
    }
  }

  private Rejects publish(
      InputSpec input,
      Dataset<Row> rows,
      InPlaceScreening screened,
      Dataset<Row> answers,
      Publication publication,
      Output output,
      Made.From from,
      Steps steps) {
    Folder staging = publication.staging();
    try {
      steps.next("answering and writing");
      publication.parquet(answers.write());
      steps.next("counting what was written");
      // From what is there: what tasks count may be counted twice when they are run again.
      long written = OwnParquet.read(spark, staging, parts(staging)).count();
      Rejects counted = rejects(input, screened, written);
      enforce(counted, rows, screened, output);
      counted.write(screened.bad(), spec.data().key(), staging.folder("_rejects"));
      Made.write(spark, staging, from, counted);
      publication.publish();
      return counted;
    } catch (BadDataException e) {
      publication.abandon();
      throw e;
    }
  }

  /** Without what says that it is unfinished. */
  private static String[] parts(Folder staging) {
    return staging.fileNames().stream()
        .filter(name -> name.startsWith("part-"))
        .toArray(String[]::new);
  }

  private void enforce(
      Rejects counted, Dataset<Row> rows, InPlaceScreening screened, Output output) {
    counted.enforce(spec, rows, screened.bad(), output.rejects());
  }

  private static Rejects rejects(InputSpec input, InPlaceScreening screened, long written) {
    Rejects counted =
        written == screened.rows()
            ? new Rejects(written, List.of())
            : Rejects.among(screened.rows(), screened.bad());
    if (written + counted.rejected() != screened.rows()) {
      throw new BadDataException(
          "data.input.path: "
              + input.path()
              + " changed while it was read: of "
              + screened.rows()
              + " rows "
              + written
              + " were written and "
              + counted.rejected()
              + " rejected; run it again when nobody writes there");
    }
    return counted;
  }

  /**
   * @param copied columns of the input
   * @param ours columns that the model gives
   * @return the key under its own name, then both
   */
  Column[] columns(List<String> copied, List<String> ours) {
    List<Column> columns = new ArrayList<>();
    columns.add(col(Screening.KEY).as(spec.data().key()));
    copied.stream()
        .distinct()
        .forEach(name -> columns.add(col(Screening.KEPT).getField(name).as(name)));
    ours.forEach(name -> columns.add(col(name)));
    return columns.toArray(Column[]::new);
  }
}
