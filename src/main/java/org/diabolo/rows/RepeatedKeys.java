package org.diabolo.rows;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * Which keys of an input may be there more than once, told from their hashes alone: a file of
 * columns is read for its keys only, and nothing but hashes is shuffled.
 *
 * @param rows of the input, those without a key too
 * @param hashes of the keys' texts that more than one row has, ascending; null where there are too
 *     many to hand about
 */
record RepeatedKeys(long rows, long[] hashes) {
  /** 800 KB, sent with every task. */
  static final int MOST = 100_000;

  private static final String HASH = "hash";
  private static final String TIMES = "times";

  static RepeatedKeys find(Dataset<Row> input, Column key) {
    Dataset<Row> counted =
        input.select(hash(key).as(HASH)).groupBy(HASH).agg(count(lit(1)).as(TIMES));
    Column repeated = col(HASH).isNotNull().and(col(TIMES).gt(1));
    Row sums =
        counted.select(sum(TIMES), sum(when(repeated, 1L).otherwise(0L))).collectAsList().get(0);
    if (sums.isNullAt(0)) {
      return new RepeatedKeys(0, new long[0]);
    }
    long many = sums.getLong(1);
    return new RepeatedKeys(
        sums.getLong(0),
        many > MOST ? null : many == 0 ? new long[0] : hashes(counted.where(repeated)));
  }

  private static long[] hashes(Dataset<Row> repeated) {
    return repeated.select(HASH).limit(MOST).collectAsList().stream()
        .mapToLong(row -> row.getLong(0))
        .sorted()
        .toArray();
  }

  private static Column hash(Column key) {
    return when(key.isNotNull(), xxhash64(key.cast("string")));
  }

  /**
   * @return whether a row's key may be another row's too
   */
  Column has(Column key) {
    long[] sorted = hashes;
    UDF1<Long, Boolean> found = hash -> hash != null && Arrays.binarySearch(sorted, hash) >= 0;
    return udf(found, DataTypes.BooleanType).apply(hash(key));
  }
}
