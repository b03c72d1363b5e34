package org.diabolo.evaluate;

import java.io.Serializable;
import org.diabolo.batch.Example;

/**
 * Sums over rows from which the mean squared error and the explained variance follow. Numbers are
 * on the network's side of the field.
 */
final class SquaredErrors implements Serializable {
  private static final double ROUNDING = 1e-12;

  private long rows;
  private double error;
  private double squares;
  private double[] sums;
  private long exactRows;
  private long exactNumbers;
  private long countedNumbers;

  /**
   * Adds a row.
   *
   * @param reconstruction of a batch, of which the row starts at {@code offset}
   * @param grid to which numbers are rounded; null to count none as exact
   */
  void add(Example example, float[] reconstruction, int offset, Grid grid) {
    float[] target = example.target();
    if (sums == null) {
      sums = new double[target.length];
    }
    int exact = 0;
    int counted = 0;
    for (int i = 0; i < target.length; i++) {
      double miss = (double) target[i] - reconstruction[offset + i];
      error += miss * miss;
      squares += (double) target[i] * target[i];
      sums[i] += target[i];
      if (grid != null && grid.counts(i)) {
        counted++;
        exact += Math.abs(miss) < grid.tolerance()[i] ? 1 : 0;
      }
    }
    exactNumbers += exact;
    countedNumbers += counted;
    exactRows += exact == counted ? 1 : 0;
    rows++;
  }

  SquaredErrors merge(SquaredErrors other) {
    if (other.sums == null) {
      return this;
    }
    if (sums == null) {
      return other;
    }
    rows += other.rows;
    exactRows += other.exactRows;
    exactNumbers += other.exactNumbers;
    countedNumbers += other.countedNumbers;
    error += other.error;
    squares += other.squares;
    for (int i = 0; i < sums.length; i++) {
      sums[i] += other.sums[i];
    }
    return this;
  }

  long rows() {
    return rows;
  }

  /**
   * Share of the rows all whose numbers that the grid counts come back, once they are rounded; NaN
   * when it counts none.
   */
  double lossless() {
    return countedNumbers == 0 ? Double.NaN : exactRows / (double) rows;
  }

  /** Share of the numbers that the grid counts that come back, once they are rounded. */
  double losslessNumbers() {
    return exactNumbers / (double) countedNumbers;
  }

  /** Mean squared error an element. */
  double mse() {
    return error / ((double) rows * sums.length);
  }

  /**
   * Share of the variance about the rows' own mean that the reconstruction keeps; 1 is all, NaN
   * when there is none.
   */
  double explainedVariance() {
    double total = squares;
    for (double sum : sums) {
      total -= sum * sum / rows;
    }
    // What is left of rows that are all alike is rounding.
    return total > ROUNDING * squares ? 1 - error / total : Double.NaN;
  }
}
