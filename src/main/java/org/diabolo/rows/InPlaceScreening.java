package org.diabolo.rows;

import static org.apache.spark.sql.functions.not;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.diabolo.job.DataSpec.InputSpec;
import org.diabolo.spark.TaskSlots;

/**
 * Rows judged where they are read: the same verdicts as {@link Screening#screen}, but only rows
 * whose key is found more than once are shuffled. These and the bad ones are kept. The rows stay in
 * the order of the input's files, in partitions that depend on the cluster, so this serves work
 * whose result for a row depends on nothing but the row.
 *
 * <p>All rows are shuffled and kept where very many keys are repeated, and where readings of other
 * columns may differ in how many rows they find (those that Spark drops without a word).
 */
public final class InPlaceScreening implements AutoCloseable {
  private final long rows;
  private final Dataset<Row> screened;
  private final Dataset<Row> kept;
  private final Dataset<Row> bad;
  private final int files;

  /**
   * @param kept what was persisted; null for nothing
   * @param files that the good rows are worth
   */
  private InPlaceScreening(long rows, Dataset<Row> screened, Dataset<Row> kept, int files) {
    this.rows = rows;
    this.screened = screened;
    this.kept = kept;
    this.files = files;
    this.bad =
        screened
            .where(not(Screening.isGood()))
            .select(Screening.KEY, Screening.FAULTS)
            .persist(StorageLevel.MEMORY_AND_DISK());
  }

  static InPlaceScreening of(Screening screening, Dataset<Row> input, Column key, InputSpec from) {
    int partitions = screening.partitions();
    int files = Math.max(TaskSlots.of(input.sparkSession().sparkContext()), partitions);
    if (!SteadyCount.of(input.sparkSession(), from)) {
      return shuffled(screening, files);
    }
    RepeatedKeys keys = RepeatedKeys.find(input, key, partitions);
    if (keys.hashes() == null) {
      return shuffled(screening, files);
    }
    if (keys.repeated() == 0) {
      return new InPlaceScreening(keys.rows(), screening.judged(), null, files);
    }
    // As large as those that all rows would be shuffled into.
    double share = (double) keys.repeated() / keys.rows();
    Dataset<Row> repeated =
        screening
            .over(input.where(keys.has(key)))
            .screen((int) Math.ceil(share * partitions))
            .persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> once = screening.over(input.where(not(keys.has(key)))).judged();
    return new InPlaceScreening(keys.rows(), once.union(repeated), repeated, files);
  }

  /** All rows by way of the shuffle, and counted in the same reading. */
  private static InPlaceScreening shuffled(Screening screening, int files) {
    Dataset<Row> all = screening.screen().persist(StorageLevel.MEMORY_AND_DISK());
    return new InPlaceScreening(all.count(), all, all, files);
  }

  /**
   * @return how many rows there are, good and bad
   */
  public long rows() {
    return rows;
  }

  /**
   * @return good and bad rows, as {@link Screening#screen} gives them
   */
  public Dataset<Row> judged() {
    return screened;
  }

  /**
   * Good rows: {@link Screening#KEY}, {@link Screening#KEPT}, {@link Screening#SOURCE}.
   *
   * @return a dataset that reads the input anew each time, but for the rows that are kept
   */
  public Dataset<Row> good() {
    Dataset<Row> good =
        screened.where(Screening.isGood()).select(Screening.KEY, Screening.KEPT, Screening.SOURCE);
    // Spark reads thousands of small files in partitions of a few each, and each would be a file.
    int partitions = good.queryExecution().toRdd().getNumPartitions();
    return partitions > files ? good.coalesce(files) : good;
  }

  /**
   * Bad rows, kept when they are first found: {@link Screening#KEY}, {@link Screening#FAULTS}.
   *
   * @return each with at least one fault
   */
  public Dataset<Row> bad() {
    return bad;
  }

  /** Lets go of what is kept. */
  @Override
  public void close() {
    bad.unpersist(true);
    if (kept != null) {
      kept.unpersist(true);
    }
  }
}
