package org.diabolo.network.reference;

import java.util.Arrays;

/**
 * Errors of rows, from the least to the largest.
 *
 * @param measure what the error of a row is
 * @param quantiles at equal steps of the rows' share, from the least error to the largest, at least
 *     2
 */
public record ErrorQuantiles(Measure measure, float[] quantiles) {
  /** Steps between the least and the largest, where there are as many rows. */
  public static final int STEPS = 1000;

  /** The error of a row. */
  public enum Measure {
    /** Mean squared error of a row's numbers, on the network's side of the field. */
    RECONSTRUCTION_ERROR,
    /**
     * Negative logarithm of the probability of a text's right tokens, each after the right ones
     * before it, the mean over tokens, ends counted.
     */
    LOSS
  }

  /**
   * @param measure what the error of a row is
   * @param errors of rows, at least one, finite
   * @return what is kept of them
   */
  public static ErrorQuantiles of(Measure measure, float[] errors) {
    float[] sorted = errors.clone();
    Arrays.sort(sorted);
    int steps = Math.max(1, Math.min(STEPS, sorted.length - 1));
    float[] quantiles = new float[steps + 1];
    for (int i = 0; i <= steps; i++) {
      // The nearest row's, which a share falls on.
      quantiles[i] = sorted[(int) Math.round((double) i * (sorted.length - 1) / steps)];
    }
    return new ErrorQuantiles(measure, quantiles);
  }

  /**
   * @param error of a row
   * @return the share of the rows whose errors are smaller, between two quantiles in proportion, 0
   *     to 1
   */
  public double below(float error) {
    int steps = quantiles.length - 1;
    if (error <= quantiles[0]) {
      return 0;
    }
    if (error > quantiles[steps]) {
      return 1;
    }
    int above = Binned.bin(quantiles, error);
    double from = quantiles[above - 1];
    return (above - 1 + (error - from) / (quantiles[above] - from)) / steps;
  }

  /**
   * @return the error that half of the rows do not exceed
   */
  public float median() {
    return quantiles[quantiles.length / 2];
  }
}
