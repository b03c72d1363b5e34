package org.diabolo.encode;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
import org.diabolo.model.Columns;
import org.diabolo.network.Bundle;
import org.diabolo.rows.InPlaceScreening;
import org.diabolo.rows.Input;
import org.diabolo.rows.Rejects;
import org.diabolo.rows.Screening;
import org.diabolo.spark.Steps;
import org.diabolo.store.Folder;
import org.diabolo.store.Output;
import org.diabolo.store.OwnParquet;
import org.diabolo.store.Publication;

/**
 * What is done alike with every input that a model runs over: its rows are judged, the good ones go
 * through the model, all is written whole.
 */
record ScreenedInput(SparkSession spark, JobSpec spec, Bundle bundle, Optional<Contents> contents) {
  /** Of the rows that are not known, so many are answered in one task and lie in one file. */
  private static final long UNKNOWN_A_TASK = 10_000;

  private static final long MOST_TASKS = 8192;

  /** Every row is answered, and nothing is told of its content. */
  ScreenedInput(SparkSession spark, JobSpec spec, Bundle bundle) {
    this(spark, spec, bundle, Optional.empty());
  }

  /** The same with the content of each row among what goes along. */
  ScreenedInput with(Contents contents) {
    return new ScreenedInput(spark, spec, bundle, Optional.of(contents));
  }

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
    return new ScreenedInput(spark, spec.reading(input), bundle, contents);
  }

  private Dataset<Row> opened(InputSpec input) {
    Dataset<Row> rows = Input.open(spark, input, spec);
    return contents.map(one -> one.with(spec, rows)).orElse(rows);
  }

  private List<String> along(List<String> copied) {
    return contents.isEmpty()
        ? copied
        : Stream.concat(copied.stream(), Stream.of(Columns.CONTENT)).toList();
  }

  private Rejects run(
      InputSpec input,
      List<String> copied,
      Output output,
      Made.From from,
      Model model,
      Steps steps) {
    steps.next("looking at the files");
    Dataset<Row> rows = opened(input);
    Dataset<Row> screened =
        Screening.sourceOnly(spec, rows, along(copied), bundle.card().source())
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
        Made.write(spark, publication.staging(), from, good(counted), counted.rejected());
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
    Dataset<Row> rows = opened(input);
    steps.next("looking for repeated keys");
    Screening screening = Screening.sourceOnly(spec, rows, along(copied), bundle.card().source());
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

  /**
   * Answers the rows that are not known. All are read, and judged together: of a key that is there
   * twice the same row is kept as ever.
   *
   * @param input rows with the job's columns
   * @param copied columns of it that go along
   * @param output where what the model gives goes; bad rows, also those that were there before, go
   *     to {@code _rejects} in it
   * @param from what it is made from, which is written beside it
   * @param model that gives it
   * @return how many rows were answered, and what was wrong with the input
   */
  Encoding.Encoded runUnknown(
      InputSpec input, List<String> copied, Output output, Made.From from, Model model) {
    try (Steps steps = Steps.of(spark, 4)) {
      return over(input).runUnknown(input, copied, output, from, model, steps);
    }
  }

  private Encoding.Encoded runUnknown(
      InputSpec input,
      List<String> copied,
      Output output,
      Made.From from,
      Model model,
      Steps steps) {
    steps.next("looking at the files");
    Dataset<Row> rows = opened(input);
    steps.next("looking for repeated keys");
    Screening screening = Screening.sourceOnly(spec, rows, along(copied), bundle.card().source());
    Broadcast<Bundle.Parts> parts =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(bundle.parts());
    try (InPlaceScreening screened = screening.inPlace()) {
      Dataset<Row> left =
          contents
              .orElseThrow()
              .unknown(screened.judged(), spec.data().key())
              .persist(StorageLevel.MEMORY_AND_DISK());
      try (Publication publication = output.begin()) {
        steps.next("looking for rows without a code");
        Rejects counted = Rejects.among(screened.rows(), left.where(Contents.isBad()));
        counted.enforce(spec, rows, left, output.rejects());
        long unknown = left.where(Screening.isGood()).count();
        steps.next("answering and writing");
        publication.parquet(model.apply(steady(left, unknown), parts).write());
        counted.write(left, spec.data().key(), publication.staging().folder("_rejects"));
        Made.write(spark, publication.staging(), from, unknown, counted.rejected());
        publication.publish();
        return new Encoding.Encoded(unknown, counted);
      } finally {
        left.unpersist(true);
      }
    } finally {
      parts.destroy();
    }
  }

  /** Good rows in parts and an order that follow from their keys and their number. */
  private static Dataset<Row> steady(Dataset<Row> left, long good) {
    long tasks = Math.max(1, Math.min(MOST_TASKS, good / UNKNOWN_A_TASK));
    Column text = Contents.text(left);
    return left.where(Screening.isGood())
        .select(Screening.KEY, Screening.KEPT, Screening.SOURCE)
        .repartition((int) tasks, text)
        .sortWithinPartitions(text);
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
      Made.write(spark, staging, from, good(counted), counted.rejected());
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

  private static long good(Rejects counted) {
    return counted.rows() - counted.rejected();
  }

  private static Rejects rejects(InputSpec input, InPlaceScreening screened, long written) {
    Rejects counted =
        written == screened.rows()
            ? new Rejects(written, List.of())
            : Rejects.among(screened.rows(), screened.bad());
    if (written + counted.rejected() != screened.rows()) {
      throw new BadDataException(
          input.pathKey()
              + ": "
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
    if (contents.isPresent()) {
      columns.add(Contents.content().as(Columns.CONTENT));
    }
    return columns.toArray(Column[]::new);
  }
}
