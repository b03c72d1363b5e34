package org.diabolo.drift;

import java.util.Arrays;
import org.diabolo.network.reference.ErrorQuantiles;

/**
 * Whether errors have grown: the one-sided Kolmogorov-Smirnov distance between their distribution
 * and the reference's, that is the largest share of rows by which fewer are below some error than
 * were. Smaller errors are no drift of this kind: rows that the model was trained on have them.
 *
 * <p>By chance it exceeds {@code d} with the probability {@code exp(-2 d² n m / (n + m))} where
 * both have many rows, and more seldom where they are few.
 *
 * @see <a href="https://doi.org/10.1214/aoms/1177730256">N. Smirnov, Table for estimating the
 *     goodness of fit of empirical distributions, 1948</a>
 */
final class LargerErrors {
  static final String NAME = "errors";

  private LargerErrors() {}

  /**
   * @param then errors of the reference
   * @param before rows that they are of
   * @param errors of the rows, at least one; infinite where an error is no number
   */
  static Check check(ErrorQuantiles then, long before, float[] errors) {
    float[] sorted = errors.clone();
    Arrays.sort(sorted);
    double distance = 0;
    for (int i = 0; i < sorted.length; i++) {
      // Of equal errors the first has the fewest below.
      distance = Math.max(distance, then.below(sorted[i]) - (double) i / sorted.length);
    }
    double rows = harmonic(before, sorted.length);
    return Check.of(
        NAME,
        distance,
        Levels.LEAST_ERRORS,
        Math.sqrt(-Math.log(Levels.ERRORS) / (2 * rows)),
        Math.exp(-2 * distance * distance * rows),
        Levels.ERRORS,
        (double) then.median(),
        median(sorted));
  }

  /** JSON has no infinity. */
  private static Double median(float[] sorted) {
    float median = sorted[(sorted.length - 1) / 2];
    return Float.isFinite(median) ? (double) median : null;
  }

  /** How many rows a pair of samples is worth. */
  static double harmonic(long one, long other) {
    return (double) one * other / (one + other);
  }
}
