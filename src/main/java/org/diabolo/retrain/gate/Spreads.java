package org.diabolo.retrain.gate;

import java.io.Serializable;
import org.apache.spark.api.java.JavaRDD;

/**
 * Mean and variance of each column, to the same bits however the rows lie: numbers are put between
 * the column's least and largest, and summed exactly.
 *
 * @param rows how many
 * @param means of the columns
 * @param variances of the columns
 */
record Spreads(long rows, double[] means, double[] variances) implements Serializable {

  /**
   * @param rows of equally many numbers; read twice
   */
  static Spreads of(JavaRDD<float[]> rows) {
    Range range = rows.aggregate(new Range(null, null), Range::with, Range::with);
    if (range.least == null) {
      return new Spreads(0, new double[0], new double[0]);
    }
    int size = range.least.length;
    return rows.treeAggregate(
            new Sums(new long[1], new ExactSums(size), new ExactSums(size)),
            (sums, row) -> sums.with(row, range),
            Sums::merged)
        .spreads(range);
  }

  /** The least and the largest number of each column; null before the first row. */
  private record Range(float[] least, float[] largest) implements Serializable {
    Range with(float[] row) {
      return with(new Range(row, row));
    }

    Range with(Range other) {
      if (least == null || other.least == null) {
        return least == null ? other : this;
      }
      float[] low = least.clone();
      float[] high = largest.clone();
      for (int i = 0; i < low.length; i++) {
        low[i] = Math.min(low[i], other.least[i]);
        high[i] = Math.max(high[i], other.largest[i]);
      }
      return new Range(low, high);
    }

    double width(int column) {
      return (double) largest[column] - least[column];
    }
  }

  private record Sums(long[] rows, ExactSums numbers, ExactSums squares) implements Serializable {
    Sums with(float[] row, Range range) {
      rows[0]++;
      for (int i = 0; i < row.length; i++) {
        double width = range.width(i);
        double at = width == 0 ? 0 : ((double) row[i] - range.least[i]) / width;
        numbers.add(i, at);
        squares.add(i, at * at);
      }
      return this;
    }

    Sums merged(Sums other) {
      rows[0] += other.rows[0];
      numbers.merge(other.numbers);
      squares.merge(other.squares);
      return this;
    }

    Spreads spreads(Range range) {
      double[] means = new double[range.least.length];
      double[] variances = new double[means.length];
      for (int i = 0; i < means.length; i++) {
        double width = range.width(i);
        double mean = numbers.get(i) / rows[0];
        means[i] = range.least[i] + width * mean;
        variances[i] = Math.max(0, squares.get(i) / rows[0] - mean * mean) * width * width;
      }
      return new Spreads(rows[0], means, variances);
    }
  }
}
