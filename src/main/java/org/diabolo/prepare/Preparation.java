package org.diabolo.prepare;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.diabolo.corpus.CorpusColumns;
import org.diabolo.corpus.PreparedCorpus;
import org.diabolo.corpus.RowSums;
import org.diabolo.corpus.Split;
import org.diabolo.corpus.TextFacts;
import org.diabolo.job.BadDataException;
import org.diabolo.job.FieldSpec;
import org.diabolo.job.JobSpec;
import org.diabolo.job.TextSpec;
import org.diabolo.rows.Input;
import org.diabolo.rows.Rejects;
import org.diabolo.rows.Screening;
import org.diabolo.spark.Steps;
import org.diabolo.store.FileList;
import org.diabolo.store.Folder;
import org.diabolo.store.Output;
import org.diabolo.store.OwnParquet;
import org.diabolo.store.Publication;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prepares one job's corpus. Both outputs appear whole, the rejects first. */
public final class Preparation {
  private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);

  private final SparkSession spark;
  private final JobSpec spec;
  private final Optional<GivenFields> given;

  /**
   * Fits fields to the train rows.
   *
   * @param spark to run on
   * @param spec the job
   */
  public Preparation(SparkSession spark, JobSpec spec) {
    this(spark, spec, Optional.empty());
  }

  /**
   * @param spark to run on
   * @param spec the job
   * @param given fields to take; nothing where they are to be fitted
   */
  public Preparation(SparkSession spark, JobSpec spec, Optional<GivenFields> given) {
    this.spark = spark;
    this.spec = spec;
    this.given = given;
  }

  /**
   * @param prepared where the corpus goes
   * @param rejects where the bad rows go
   * @return the corpus
   * @throws BadDataException when the input cannot be read, is empty, has more bad rows than the
   *     job allows, or leaves nothing to train on; there is no corpus then
   * @throws UnfitRowsException when the rows are none for the fields that were given
   * @throws org.diabolo.job.InvalidJobException when the input has not the columns that the job
   *     names, or too many values of {@code evaluate.by}
   */
  public PreparedCorpus run(Folder prepared, Folder rejects) {
    boolean twice = countsSubwords(spec.source()) || countsSubwords(spec.target());
    try (Steps steps = Steps.of(spark, twice ? 6 : 5)) {
      return run(prepared, rejects, twice, steps);
    }
  }

  private PreparedCorpus run(Folder prepared, Folder rejects, boolean twice, Steps steps) {
    steps.next("looking at the files");
    Dataset<Row> input = Input.open(spark, spec.data().input(), spec);
    List<String> required = SplitRule.columns(spec.data());
    List<String> kept = new ArrayList<>(required);
    if (spec.evaluate().by() != null) {
      kept.add(spec.evaluate().by());
    }
    // Columns that only later stages read are looked at too: better a complaint now than hours
    // later.
    List<String> all = new ArrayList<>(kept);
    if (spec.encode().input() == null) {
      all.addAll(spec.encode().columns());
    } else {
      requireColumnsToEncode();
    }
    all.addAll(spec.prediction().columns());
    Screening.whole(spec, input, all, required).warn();
    Dataset<Row> screened = judged(Screening.whole(spec, input, kept, required));
    steps.next("judging the rows");
    try {
      Rejects counted = enforced(input, screened, rejects);
      SplitValues.require(spec.data(), screened);
      ByValues.require(spec.evaluate(), good(screened));
      steps.next("fitting the fields");
      Fields fields = fit(good(screened));
      if (twice) {
        // Only now can be told which rows have too many of them, so all are judged once more.
        steps.next("judging the rows by their subwords");
        screened.unpersist(true);
        screened =
            judged(Screening.fitted(spec, input, kept, required, fields.source(), fields.target()));
        counted = enforced(input, screened, rejects);
      }
      steps.next("writing the corpus");
      counted.write(screened, spec.data().key(), rejects);
      return write(good(screened), counted, fields, prepared, steps);
    } finally {
      screened.unpersist(true);
    }
  }

  private void requireColumnsToEncode() {
    JobSpec over = spec.reading(spec.encodedByVersion());
    Dataset<Row> rows = Input.open(spark, over.data().input(), over);
    Screening.sourceOnly(over, rows, spec.encode().columns(), null);
  }

  private static boolean countsSubwords(FieldSpec field) {
    return field instanceof TextSpec text
        && text.subwords()
        && text.overlong() == TextSpec.Overlong.REJECT;
  }

  private Dataset<Row> judged(Screening screening) {
    Dataset<Row> screened = screening.screen();
    return screened
        .withColumn(CorpusColumns.SPLIT, SplitRule.of(spec, screened))
        .persist(StorageLevel.MEMORY_AND_DISK());
  }

  private Rejects enforced(Dataset<Row> input, Dataset<Row> screened, Folder rejects) {
    Rejects counted = Rejects.count(screened);
    counted.enforce(spec, input, screened, Output.ofRun(rejects));
    counted.requireSome(spec, input, screened);
    return counted;
  }

  private static Dataset<Row> good(Dataset<Row> screened) {
    return screened.where(Screening.isGood());
  }

  private Map<String, Long> counts(Dataset<Row> good) {
    Map<String, Long> rows = new TreeMap<>();
    good.groupBy(CorpusColumns.SPLIT)
        .count()
        .collectAsList()
        .forEach(row -> rows.put(row.getString(0), row.getLong(1)));
    if (!rows.containsKey(Split.TRAIN.label())) {
      throw new BadDataException(
          "data.split: no row is left to train on, the good rows are " + rows);
    }
    return rows;
  }

  private Fields fit(Dataset<Row> good) {
    counts(good);
    Dataset<Row> train = good.where(col(CorpusColumns.SPLIT).equalTo(Split.TRAIN.label()));
    return given
        .map(fields -> fields.scaling(spec, train))
        .orElseGet(
            () ->
                new Fields(
                    FieldFitting.fit(spec.source(), train, Screening.SOURCE),
                    spec.autoencoder()
                        ? null
                        : FieldFitting.fit(spec.target(), train, Screening.TARGET)));
  }

  private PreparedCorpus write(
      Dataset<Row> good, Rejects counted, Fields fields, Folder place, Steps steps) {
    Map<String, Long> rows = counts(good);
    if (spec.data().split().column() != null && !rows.containsKey(Split.TEST.label())) {
      LOG.warn(
          "data.split.test: no row has one of {} in {}, so there are no test rows",
          spec.data().split().testValues(),
          spec.data().split().column());
    }
    try (Publication publication = Publication.begin(place, Publication.SUCCESS)) {
      PreparedCorpus.Card card =
          write(new CorpusRows(spec, fields).of(good), rows, counted, fields, publication, steps);
      publication.publish();
      return new PreparedCorpus(place, card);
    }
  }

  private PreparedCorpus.Card write(
      Dataset<Row> corpus,
      Map<String, Long> rows,
      Rejects counted,
      Fields fields,
      Publication publication,
      Steps steps) {
    Folder staging = publication.staging();
    RowSums sums = RowSums.on(spark);
    publication.parquet(sums.bySplit(corpus).write().partitionBy(CorpusColumns.SPLIT));
    steps.next("reading the corpus once more");
    Dataset<Row> written =
        OwnParquet.read(
            spark,
            staging,
            rows.keySet().stream()
                .map(split -> CorpusColumns.SPLIT + "=" + split)
                .toArray(String[]::new));
    requireWritten(rows, sums, written);
    Map<String, TextFacts> texts = new TreeMap<>();
    fields.texts().forEach((side, field) -> texts.put(side, TextFacts.of(field, written, side)));
    given.ifPresent(before -> before.requireKnown(texts));
    texts.forEach((side, facts) -> LOG.info("{}: {}", side, facts));
    PreparedCorpus.Card card =
        new PreparedCorpus.Card(
            fields.source(),
            fields.target(),
            rows,
            counted,
            texts,
            sums.splits(),
            FileList.of(staging));
    card.write(staging);
    return card;
  }

  /** What was judged, what was summed and what lies there must be as many rows. */
  private void requireWritten(Map<String, Long> rows, RowSums sums, Dataset<Row> written) {
    Map<String, Long> summed = new TreeMap<>();
    sums.splits().forEach((split, sum) -> summed.put(split, sum.rows()));
    Map<String, Long> there = counts(written);
    if (!sums.steady() || !summed.equals(rows) || !there.equals(rows)) {
      throw new BadDataException(
          spec.data().input().pathKey()
              + ": "
              + spec.data().input().path()
              + " changed while it was read: of "
              + rows
              + " rows "
              + there
              + " were written; run it again when nobody writes there");
    }
  }
}
