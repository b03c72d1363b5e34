package org.diabolo.drift;

import static org.apache.spark.sql.functions.col;

import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.diabolo.job.JobSpec;
import org.diabolo.rows.CellText;
import org.diabolo.rows.Input;

/**
 * How many rows of an input have a key that is not among known ones. A row that changed under its
 * old key is none of them: of what it held before nothing is kept with the prepared rows.
 *
 * @param all rows
 * @param since those of them with another key
 */
public record RowsSince(long all, long since) {
  private static final String KNOWN = "known key";
  private static final String KEY = "key";

  /**
   * @param spec the job over the input
   * @param known keys as text, in one column; nothing where none are
   * @return the counts
   */
  public static RowsSince count(SparkSession spark, JobSpec spec, Optional<Dataset<Row>> known) {
    Dataset<Row> rows = Input.open(spark, spec.data().input(), spec);
    String key = spec.data().key();
    Dataset<Row> keys = keys(rows, key);
    long all = keys.count();
    return new RowsSince(all, known.map(some -> without(keys, col(KEY), some).count()).orElse(all));
  }

  /**
   * @param rows with a key
   * @param key its name
   * @return the keys as text
   */
  public static Dataset<Row> keys(Dataset<Row> rows, String key) {
    return rows.select(CellText.of(rows, key).as(KEY));
  }

  /** Rows whose key is not among those that are known. */
  static Dataset<Row> without(Dataset<Row> rows, Column key, Dataset<Row> known) {
    return rows.join(known.toDF(KNOWN), key.equalTo(col(KNOWN)), "left_anti");
  }

  /**
   * @return of all rows; 0 where there are none
   */
  public double share() {
    return all == 0 ? 0 : (double) since / all;
  }
}
