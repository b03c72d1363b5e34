package org.diabolo.evaluate;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.diabolo.corpus.CorpusColumns;

/**
 * Puts rows into partitions, and into an order there, that follow from the rows alone. The rows of
 * a batch decide how floats are rounded, and of two texts that are as good as equally good which is
 * answered; so figures are the same on any cluster.
 */
public final class Spread {
  private static final int ROWS = 256;

  /** Each brings sums for every figure and group to the shuffle. */
  private static final int MOST = 64;

  private Spread() {}

  /**
   * @param rows with a key, different in each
   * @param count about how many there are, the same whenever it is asked
   * @return the rows, in 1 to 64 partitions
   */
  public static Dataset<Row> of(Dataset<Row> rows, long count) {
    int partitions = (int) Math.max(1, Math.min(MOST, count / ROWS));
    return rows.repartition(partitions, col(CorpusColumns.KEY))
        .sortWithinPartitions(CorpusColumns.KEY);
  }
}
