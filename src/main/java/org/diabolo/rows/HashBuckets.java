package org.diabolo.rows;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.diabolo.spark.BatchedRows;
import scala.Tuple2;

/**
 * Sorts a partition's hashes into buckets, many at a time: a record for each hash would cost a
 * shuffle more than the hashes themselves.
 */
final class HashBuckets extends BatchedRows<InternalRow, Tuple2<Integer, HashBuckets.Part>> {
  private static final int AT_ONCE = 1 << 18;

  private final int buckets;

  /**
   * @param hashes of one bucket
   * @param without how many rows had none
   */
  record Part(long[] hashes, long without) implements Serializable {}

  /**
   * @param rows of one column: a hash, or null
   */
  HashBuckets(Iterator<InternalRow> rows, int buckets) {
    super(rows);
    this.buckets = buckets;
  }

  @Override
  protected List<Tuple2<Integer, Part>> batch(Iterator<InternalRow> rows) {
    long[] hashes = new long[AT_ONCE];
    int[] sizes = new int[buckets];
    int count = 0;
    int without = 0;
    while (count + without < AT_ONCE && rows.hasNext()) {
      InternalRow row = rows.next();
      if (row.isNullAt(0)) {
        without++;
      } else {
        hashes[count] = row.getLong(0);
        sizes[bucket(hashes[count++])]++;
      }
    }
    long[][] sorted = new long[buckets][];
    Arrays.setAll(sorted, bucket -> new long[sizes[bucket]]);
    for (int i = 0; i < count; i++) {
      int bucket = bucket(hashes[i]);
      sorted[bucket][--sizes[bucket]] = hashes[i];
    }
    List<Tuple2<Integer, Part>> ready = new ArrayList<>();
    for (int bucket = 0; bucket < buckets; bucket++) {
      if (sorted[bucket].length > 0 || bucket == 0 && without > 0) {
        ready.add(new Tuple2<>(bucket, new Part(sorted[bucket], bucket == 0 ? without : 0)));
      }
    }
    return ready;
  }

  private int bucket(long hash) {
    return Math.floorMod(hash, buckets);
  }
}
