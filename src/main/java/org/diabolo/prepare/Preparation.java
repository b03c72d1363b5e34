package org.diabolo.prepare;

import static org.apache.spark.sql.functions.col;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.diabolo.field.Field;
import org.diabolo.job.BadDataException;
import org.diabolo.job.JobSpec;
import org.diabolo.rows.Input;
import org.diabolo.rows.RawCell;
import org.diabolo.rows.Rejects;
import org.diabolo.rows.Screening;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple3;
import scala.Tuple4;

/** Prepares one job's corpus. Both outputs appear whole, the rejects first. */
public final class Preparation {
  private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);
  private static final String SPLIT = "split";

  private final SparkSession spark;
  private final JobSpec spec;

  /**
   * @param spark to run on
   * @param spec the job
   */
  public Preparation(SparkSession spark, JobSpec spec) {
    this.spark = spark;
    this.spec = spec;
  }

  /**
   * @param prepared where the corpus goes
   * @param rejects where the bad rows go
   * @return the corpus
   * @throws BadDataException when the input cannot be read, is empty, has more bad rows than the
   *     job allows, or leaves nothing to train on; there is no corpus then
   */
  public PreparedCorpus run(Folder prepared, Folder rejects) {
    Dataset<Row> input = Input.open(spark, spec.data().input(), spec.data().key());
    var required = Split.columns(spec.data());
    // Columns that only encoding copies are looked at too: better a complaint now than hours later.
    Screening.whole(spec, input, spec.encode().columns(), required);
    Screening screening = Screening.whole(spec, input, required, required);
    int sourceSize = screening.sourceSize();
    int targetSize = spec.autoencoder() ? sourceSize : screening.targetSize();
    Dataset<Row> screened =
        screening
            .screen(sourceSize, targetSize)
            .withColumn(SPLIT, Split.of(spec.data()))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Rejects counted = Rejects.count(screened);
      counted.enforce(spec.data(), screened, rejects);
      counted.write(screened, spec.data().key(), rejects);
      return write(screened, counted, sourceSize, targetSize, prepared);
    } finally {
      screened.unpersist(true);
    }
  }

  private PreparedCorpus write(
      Dataset<Row> screened, Rejects counted, int sourceSize, int targetSize, Folder place) {
    Dataset<Row> good = screened.where(col(Screening.FAULT).isNull());
    Map<String, Long> rows = new TreeMap<>();
    good.groupBy(SPLIT)
        .count()
        .collectAsList()
        .forEach(row -> rows.put(row.getString(0), row.getLong(1)));
    if (!rows.containsKey(Split.TRAIN.label())) {
      throw new BadDataException(
          "data.split: no row is left to train on, the good rows are " + rows);
    }
    if (spec.data().split().column() != null && !rows.containsKey(Split.TEST.label())) {
      LOG.warn(
          "data.split.test: no row has one of {} in {}, so there are no test rows",
          spec.data().split().testValues(),
          spec.data().split().column());
    }
    Dataset<Row> train = good.where(col(SPLIT).equalTo(Split.TRAIN.label()));
    Field source = FieldFitting.fit(spec.source(), train, Screening.SOURCE, sourceSize);
    Field target =
        spec.autoencoder()
            ? null
            : FieldFitting.fit(spec.target(), train, Screening.TARGET, targetSize);

    Folder hidden = place.sibling("_prepared");
    numbers(good, source, target)
        .write()
        .mode("overwrite")
        .partitionBy(SPLIT)
        .parquet(hidden.path().toString());
    PreparedCorpus.Card card = new PreparedCorpus.Card(source, target, rows, counted);
    hidden.write(PreparedCorpus.CARD, Json.pretty(card));
    hidden.publishAs(place);
    return new PreparedCorpus(place, card);
  }

  private Dataset<Row> numbers(Dataset<Row> good, Field source, Field target) {
    var floats = PreparedCorpus.floats(spark);
    if (target == null) {
      MapFunction<Row, Tuple3<String, String, float[]>> convert =
          row ->
              new Tuple3<>(
                  row.getString(0), row.getString(1), source.toNetwork(RawCell.of(row, 2)));
      return good.select(col(SPLIT), col(Screening.KEY).cast("string"), col(Screening.SOURCE))
          .map(convert, Encoders.tuple(Encoders.STRING(), Encoders.STRING(), floats))
          .toDF(SPLIT, "key", "source");
    }
    MapFunction<Row, Tuple4<String, String, float[], float[]>> convert =
        row ->
            new Tuple4<>(
                row.getString(0),
                row.getString(1),
                source.toNetwork(RawCell.of(row, 2)),
                target.toNetwork(RawCell.of(row, 3)));
    return good.select(
            col(SPLIT),
            col(Screening.KEY).cast("string"),
            col(Screening.SOURCE),
            col(Screening.TARGET))
        .map(convert, Encoders.tuple(Encoders.STRING(), Encoders.STRING(), floats, floats))
        .toDF(SPLIT, "key", "source", "target");
  }
}
