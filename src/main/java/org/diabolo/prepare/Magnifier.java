package org.diabolo.prepare;

import java.io.Serializable;

/**
 * Columns whose numbers differ so little that squares of the differences are no doubles any more,
 * brought to a size at which they are: less their least, times a power of two, so without rounding.
 *
 * @param from each column's least number
 * @param powers of two; 0 of a column that needs none
 */
record Magnifier(double[] from, int[] powers) implements Serializable {
  /** Its square has all digits of a double still, with room for the rounding of many. */
  private static final double LEAST_DEVIATION = 1e-140;

  /**
   * @param deviation by squares
   */
  static Magnifier of(double[] min, double[] max, double[] deviation) {
    int[] powers = new int[min.length];
    for (int i = 0; i < powers.length; i++) {
      if (max[i] > min[i] && deviation[i] < LEAST_DEVIATION) {
        powers[i] = -Math.getExponent(max[i] - min[i]);
      }
    }
    return new Magnifier(min, powers);
  }

  boolean needed() {
    for (int power : powers) {
      if (power != 0) {
        return true;
      }
    }
    return false;
  }

  /** A row, with 0 in the columns that need none. */
  double[] magnified(double[] row) {
    double[] large = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      large[i] = powers[i] == 0 ? 0 : Math.scalb(row[i] - from[i], powers[i]);
    }
    return large;
  }

  /**
   * @param plain deviations of the numbers as they are
   * @param magnified deviations of the magnified ones
   * @return each column's own
   */
  double[] back(double[] plain, double[] magnified) {
    double[] deviation = plain.clone();
    for (int i = 0; i < deviation.length; i++) {
      if (powers[i] != 0) {
        deviation[i] = Math.scalb(magnified[i], -powers[i]);
      }
    }
    return deviation;
  }
}
