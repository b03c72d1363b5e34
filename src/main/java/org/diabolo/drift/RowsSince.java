package org.diabolo.drift;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.rows.Input;
import org.diabolo.rows.Keys;
import org.diabolo.rows.Screening;

/**
 * How many rows of an input have a key that is not among known ones. A row that changed under its
 * old key is none of them: of what it held before nothing is kept with the prepared rows. Nor is a
 * row without a key, which nothing tells from those before.
 *
 * @param all rows with a key
 * @param since those of them with another key
 */
public record RowsSince(long all, long since) {

  /**
   * @param spark to read with
   * @param spec the job over the input
   * @param known keys, as {@link Keys#of} gives them; nothing where none are
   * @return the counts
   * @throws BadDataException when the input cannot be read
   * @throws InvalidJobException when it has not the job's columns
   */
  public static RowsSince count(SparkSession spark, JobSpec spec, Optional<Dataset<Row>> known) {
    Dataset<Row> rows = Input.open(spark, spec.data().input(), spec);
    // Complains of missing columns, the key's among them.
    Screening.sourceOnly(spec, rows, List.of(), null);
    String key = spec.data().key();
    long all = Keys.of(rows, key).count();
    return new RowsSince(all, known.map(some -> Keys.unknown(rows, key, some).count()).orElse(all));
  }

  /**
   * @return of all rows; 0 where there are none
   */
  public double share() {
    return all == 0 ? 0 : (double) since / all;
  }
}
