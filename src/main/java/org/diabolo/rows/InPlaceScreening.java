package org.diabolo.rows;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Rows judged where they are read: the same verdicts as {@link Screening#screen}, but only rows
 * whose key is found more than once are shuffled, and nothing but these is kept. The rows stay in
 * the order of the input's files, in partitions that depend on the cluster, so this serves work
 * whose result for a row depends on nothing but the row.
 */
public final class InPlaceScreening implements AutoCloseable {
  private static final int KEYS_A_PARTITION = 10_000;

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
            .where(col(Screening.FAULT).isNotNull())
            .select(Screening.KEY, Screening.FAULT)
            .persist(StorageLevel.MEMORY_AND_DISK());
  }

  static InPlaceScreening of(Screening screening, Dataset<Row> input, Column key) {
    RepeatedKeys keys = RepeatedKeys.find(input, key);
    int slots = input.sparkSession().sparkContext().defaultParallelism();
    int files = Math.max(slots, screening.partitions());
    if (keys.hashes() == null) {
      Dataset<Row> all = screening.screen().persist(StorageLevel.MEMORY_AND_DISK());
      return new InPlaceScreening(keys.rows(), all, all, files);
    }
    int many = keys.hashes().length;
    if (many == 0) {
      return new InPlaceScreening(keys.rows(), screening.judged(), null, files);
    }
    Dataset<Row> repeated =
        screening
            .over(input.where(keys.has(key)))
            .screen(1 + many / KEYS_A_PARTITION)
            .persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> once = screening.over(input.where(not(keys.has(key)))).judged();
    return new InPlaceScreening(keys.rows(), once.union(repeated), repeated, files);
  }

  /**
   * @return how many rows there are, good and bad
   */
  public long rows() {
    return rows;
  }

  /** Good rows: {@link Screening#KEY}, {@link Screening#KEPT}, {@link Screening#SOURCE}. */
  public Dataset<Row> good() {
    Dataset<Row> good =
        screened
            .where(col(Screening.FAULT).isNull())
            .select(Screening.KEY, Screening.KEPT, Screening.SOURCE);
    // Spark reads thousands of small files in partitions of a few each, and each would be a file.
    int partitions = good.queryExecution().toRdd().getNumPartitions();
    return partitions > files ? good.coalesce(files) : good;
  }

  /** Bad rows, kept when they are first found: {@link Screening#KEY}, {@link Screening#FAULT}. */
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
