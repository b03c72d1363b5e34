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

  /** Adds a row and its reconstruction, which starts at {@code offset}. */
  void add(Example example, float[] reconstruction, int offset) {
    float[] target = example.target();
    if (sums == null) {
      sums = new double[target.length];
    }
    for (int i = 0; i < target.length; i++) {
      double miss = (double) target[i] - reconstruction[offset + i];
      error += miss * miss;
      squares += (double) target[i] * target[i];
      sums[i] += target[i];
    }
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
