package org.diabolo.bench.encode;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.diabolo.batch.SteadyBatch;
import org.diabolo.engine.Forward;
import org.diabolo.engine.select.Engines;
import org.diabolo.network.Bundle;
import org.diabolo.spark.InternalRows;
import org.diabolo.store.OwnParquet;

/** What encodings hold, and what they must hold. */
final class Codes {
  private Codes() {}

  /**
   * @param rows in the encodings
   * @param sum of all numbers of all codes, exact
   */
  record Checked(long rows, BigDecimal sum) {}

  /**
   * Encodes all rows again on one thread without Spark, and compares.
   *
   * @param encodings that were written
   * @throws IllegalStateException when a row is missing or there twice, or the codes' sum is not
   *     the same number
   */
  static Checked check(SparkSession spark, String encodings, GeneratedRows rows, Bundle bundle) {
    Dataset<Row> written = OwnParquet.reader(spark).parquet(encodings);
    Row keys =
        written
            .select(
                count(lit(1)),
                countDistinct(GeneratedRows.KEY),
                min(GeneratedRows.KEY),
                max(GeneratedRows.KEY))
            .head();
    List<Long> found = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      found.add(keys.getLong(i));
    }
    List<Long> wanted = List.of(rows.rows(), rows.rows(), 0L, rows.rows() - 1);
    if (!found.equals(wanted)) {
      throw new IllegalStateException(
          "rows, distinct keys, first and last are " + found + " instead of " + wanted);
    }
    ExactSum sum = written(written);
    ExactSum expected = expected(rows, bundle);
    if (sum.numbers() != expected.numbers() || sum.value().compareTo(expected.value()) != 0) {
      throw new IllegalStateException(
          "the sum of "
              + sum.numbers()
              + " numbers is "
              + sum.value()
              + " instead of "
              + expected.value()
              + " of "
              + expected.numbers());
    }
    return new Checked(rows.rows(), sum.value());
  }

  private static ExactSum written(Dataset<Row> encodings) {
    return InternalRows.of(encodings.select(col("code")))
        .mapPartitions(
            codes -> {
              ExactSum sum = new ExactSum();
              codes.forEachRemaining(row -> sum.add(row.getArray(0).toFloatArray()));
              return List.of(sum).iterator();
            })
        .reduce(ExactSum::add);
  }

  /** In batches of other neighbours than Spark's tasks had: a code must not depend on these. */
  private static ExactSum expected(GeneratedRows rows, Bundle bundle) {
    Forward encoder = Engines.forward(bundle.encoder());
    SteadyBatch batch = new SteadyBatch(rows.width());
    boolean[] taken = new boolean[batch.rows()];
    ExactSum sum = new ExactSum();
    for (long key = rows.rows() - 1; key >= 0; key--) {
      float[] source = bundle.card().source().toNetwork(rows.of(key));
      int place = batch.add(source);
      if (place < 0) {
        encode(encoder, batch, taken, sum);
        place = batch.add(source);
      }
      taken[place] = true;
    }
    encode(encoder, batch, taken, sum);
    return sum;
  }

  private static void encode(Forward encoder, SteadyBatch batch, boolean[] taken, ExactSum sum) {
    float[] codes = encoder.apply(batch.rows(), batch.data());
    int code = codes.length / batch.rows();
    for (int i = 0; i < taken.length; i++) {
      if (taken[i]) {
        sum.add(Arrays.copyOfRange(codes, i * code, (i + 1) * code));
      }
    }
    Arrays.fill(taken, false);
    batch.clear();
  }
}
