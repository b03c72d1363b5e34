package org.diabolo.rows;

import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.diabolo.spark.InternalRows;

/**
 * Which keys of an input may be there more than once, told from their hashes alone: a file of
 * columns is read for its keys only, and nothing but hashes is shuffled.
 *
 * @param rows of the input, those without a key too
 * @param repeated rows among them with one of {@code hashes}, whether these are named or not
 * @param hashes of the keys' texts that more than one row has, ascending; null where there are more
 *     than {@link #MOST}
 */
record RepeatedKeys(long rows, long repeated, long[] hashes) implements Serializable {
  /** 800 KB, sent with every task. */
  static final int MOST = 100_000;

  /** So that none holds more hashes than an array can, whatever the input. */
  private static final int MOST_BUCKETS = 1000;

  /**
   * @param partitions that the input's size is worth: a compressed file is read in one
   */
  static RepeatedKeys find(Dataset<Row> input, Column key, int partitions) {
    JavaRDD<InternalRow> hashes = InternalRows.of(input.select(hash(key)));
    int buckets = Math.min(MOST_BUCKETS, Math.max(partitions, hashes.getNumPartitions()));
    return hashes
        .mapPartitionsToPair(rows -> new HashBuckets(rows, buckets))
        .partitionBy(new HashPartitioner(buckets))
        .values()
        .mapPartitions(parts -> List.of(of(parts)).iterator())
        .treeReduce(RepeatedKeys::with);
  }

  /** Of the hashes of one bucket, and numbers of rows without a key. */
  private static RepeatedKeys of(Iterator<HashBuckets.Part> parts) {
    HashTally tally = new HashTally();
    long without = 0;
    while (parts.hasNext()) {
      HashBuckets.Part part = parts.next();
      tally.add(part.hashes());
      without += part.without();
    }
    return tally.repeated(without, MOST);
  }

  /** Together with those of other hashes. */
  private RepeatedKeys with(RepeatedKeys other) {
    boolean known = hashes != null && other.hashes != null;
    return new RepeatedKeys(
        rows + other.rows,
        repeated + other.repeated,
        known && hashes.length + other.hashes.length <= MOST
            ? LongStream.concat(Arrays.stream(hashes), Arrays.stream(other.hashes))
                .sorted()
                .toArray()
            : null);
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
