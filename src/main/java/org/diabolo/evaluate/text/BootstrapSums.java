package org.diabolo.evaluate.text;

import java.io.Serializable;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Sums of rows' statistics over bootstrap resamples (Koehn, "Statistical Significance Tests for
 * Machine Translation Evaluation", 2004) that are never drawn: in each resample a row weighs a
 * number from the Poisson distribution of mean 1, to which its count in a sample drawn with
 * replacement tends (Hanley and MacGibbon 2006; Chamandy et al., "Estimating uncertainty for
 * massive data streams", 2012). The weights follow from seed and row alone, so sums of parts add up
 * to the sums of the whole, and no row is kept.
 *
 * <p>Costs {@code resamples * width} numbers of memory and, for each row, about two thirds as many
 * additions. A resample of very few rows may weigh nothing; it is left out.
 */
final class BootstrapSums implements Serializable {
  private static final double TAIL = 0.025;

  private final int width;
  private final int resamples;
  private final long seed;

  /** Those of resample b start at b * width; null before the first row. */
  private double[] sums;

  /**
   * @param width statistics a row
   * @param resamples 1,000 for steady ends of a 95 % interval
   */
  BootstrapSums(int width, int resamples, long seed) {
    this.width = width;
    this.resamples = resamples;
    // Seeds may be small numbers; here they are to differ in all bits.
    this.seed = new SplittableRandom(seed).nextLong();
  }

  /**
   * Adds a row.
   *
   * @param row a hash of what tells the row from others, wherever it is read
   */
  void add(long row, double[] statistics) {
    if (sums == null) {
      sums = new double[resamples * width];
    }
    SplittableRandom random = new SplittableRandom(seed ^ row);
    for (int at = 0; at < sums.length; at += width) {
      int weight = PoissonWeight.of(random.nextDouble());
      if (weight > 0) {
        for (int i = 0; i < width; i++) {
          sums[at + i] += weight * statistics[i];
        }
      }
    }
  }

  /** Adds the rows of another part. */
  void merge(BootstrapSums other) {
    if (other.width != width || other.resamples != resamples || other.seed != seed) {
      throw new IllegalArgumentException("sums of other resamples cannot be added");
    }
    if (sums == null) {
      sums = other.sums == null ? null : other.sums.clone();
    } else if (other.sums != null) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += other.sums[i];
      }
    }
  }

  /**
   * The middle 95 % of the resamples' values (Koehn 2004: of 1,000, the 25 lowest and the 25
   * highest are dropped). Resamples in which the metric is not defined do not count.
   *
   * @param at where the metric's statistics start within a row's
   */
  Interval interval(TextMetric metric, int at) {
    if (sums == null) {
      return Interval.NONE;
    }
    double[] values = new double[resamples];
    int count = 0;
    for (int start = at; start < sums.length; start += width) {
      double value = metric.value(sums, start);
      if (!Double.isNaN(value)) {
        values[count++] = value;
      }
    }
    if (count == 0) {
      return Interval.NONE;
    }
    Arrays.sort(values, 0, count);
    int dropped = (int) (TAIL * count);
    return new Interval(values[dropped], values[count - 1 - dropped]);
  }
}
