package org.diabolo.rows;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

class RepeatedKeysTest {
  private final SparkSession spark = LocalSpark.session();

  @Test
  void ofAnInputInOnePartitionToo() {
    Dataset<Row> input =
        spark.range(0, 300_000, 1, 1).selectExpr("if(id % 3 = 0, null, id div 6) key");

    RepeatedKeys keys =
        RepeatedKeys.find(input.where("key < 1000 or key % 1000 = 0"), col("key"), 8);

    // Of each six numbers four are left, with one key; keys below 1,000, and 1,000, 2,000 ...
    long distinct = 1000 + 49;
    assertThat(keys.repeated()).isEqualTo(4 * distinct);
    assertThat(keys.rows()).isEqualTo(4 * distinct);
    assertThat(keys.hashes()).hasSize((int) distinct).isSorted().doesNotHaveDuplicates();
    assertThat(input.where(keys.has(col("key"))).count()).isEqualTo(4 * distinct);
    assertThat(RepeatedKeys.find(input, col("key"), 8))
        .satisfies(all -> assertThat(all.rows()).isEqualTo(300_000))
        .satisfies(all -> assertThat(all.repeated()).isEqualTo(200_000))
        .satisfies(all -> assertThat(all.hashes()).hasSize(50_000));
  }

  @Test
  void bucketsHaveEveryHashOnceWhateverThePartitionsLength() {
    int rows = (1 << 18) + 1000;
    Iterator<InternalRow> hashes =
        IntStream.range(0, rows)
            .mapToObj(
                i ->
                    (InternalRow)
                        new GenericInternalRow(new Object[] {i % 5 == 0 ? null : (long) -i}))
            .iterator();
    List<Long> found = new ArrayList<>();
    long without = 0;
    HashBuckets buckets = new HashBuckets(hashes, 7);
    while (buckets.hasNext()) {
      Tuple2<Integer, HashBuckets.Part> part = buckets.next();
      without += part._2().without();
      for (long hash : part._2().hashes()) {
        assertThat(Math.floorMod(hash, 7)).isEqualTo(part._1());
        found.add(hash);
      }
    }

    assertThat(without).isEqualTo(52_629);
    assertThat(found.stream().mapToLong(hash -> hash).sorted())
        .containsExactlyElementsOf(
            LongStream.range(0, rows)
                .filter(i -> i % 5 != 0)
                .map(i -> -i)
                .sorted()
                .boxed()
                .toList());
  }

  @Test
  void oneHashOfManyRowsTakesTheRoomOfTwo() {
    HashTally tally = new HashTally();
    long[] one = LongStream.generate(() -> -3).limit(1 << 18).toArray();
    for (int i = 0; i < 10_000; i++) {
      tally.add(one);
    }
    tally.add(new long[] {7, 8, 9, 8});

    RepeatedKeys keys = tally.repeated(5, 2);

    long many = 10_000L << 18;
    assertThat(keys.rows()).isEqualTo(many + 4 + 5);
    assertThat(keys.repeated()).isEqualTo(many + 2);
    assertThat(keys.hashes()).containsExactly(-3, 8);
    assertThat(tally.repeated(5, 1).hashes()).isNull();
  }
}
