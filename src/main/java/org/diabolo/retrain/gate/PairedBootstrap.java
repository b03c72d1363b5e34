package org.diabolo.retrain.gate;

import java.io.Serializable;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * How far two models' mean errors on the same rows lie apart, with bootstrap intervals (Efron and
 * Tibshirani, "An introduction to the bootstrap", 1993, chapters 13 and 16): in each resample both
 * models have the same rows, so what makes a row hard for both does not blur their difference.
 * Resamples are Poisson weights ({@link RowWeights}), which need no row to be kept: sums of parts
 * add up to the sums of the whole, to the same bits in any order.
 *
 * <p>A mean is the sum of the rows' errors over the sum of their sizes. Costs 40 bytes a resample.
 */
final class PairedBootstrap implements Serializable {
  private static final double ONE_TAIL = 0.05;
  private static final double TWO_TAILS = 0.025;

  private final int draws;
  private final ExactSums champion;
  private final ExactSums candidate;

  /** That of the resamples; behind them that of the rows as they are. */
  private final long[] sizes;

  private long rows;

  /**
   * @param draws resamples; 1,000 for steady ends of a 95 % interval
   */
  PairedBootstrap(int draws) {
    this.draws = draws;
    this.champion = new ExactSums(draws + 1);
    this.candidate = new ExactSums(draws + 1);
    this.sizes = new long[draws + 1];
  }

  /**
   * Adds a row.
   *
   * @param weights of the row, one a resample
   * @param championError sum of the champion's errors in the row, 0 to {@link ExactSums#MOST}
   * @param candidateError the same of the candidate's
   * @param size what the errors are out of: 1, or characters
   */
  void add(byte[] weights, double championError, double candidateError, long size) {
    byte[] times = Arrays.copyOf(weights, draws + 1);
    times[draws] = 1;
    champion.add(times, championError);
    candidate.add(times, candidateError);
    for (int i = 0; i <= draws; i++) {
      sizes[i] += times[i] * size;
    }
    rows++;
  }

  /**
   * Adds the rows of another part.
   *
   * @return this
   */
  PairedBootstrap merge(PairedBootstrap other) {
    if (other.draws != draws) {
      throw new IllegalArgumentException("sums of other resamples cannot be added");
    }
    champion.merge(other.champion);
    candidate.merge(other.candidate);
    for (int i = 0; i <= draws; i++) {
      sizes[i] += other.sizes[i];
    }
    rows += other.rows;
    return this;
  }

  long rows() {
    return rows;
  }

  /**
   * @return what is known of both means and of their difference; NaN where there are no rows
   */
  Comparison comparison() {
    return comparison(1);
  }

  /**
   * Of one of several comparisons that are to hold together: each is given its share of what may be
   * wrong (Bonferroni), so that all their one-sided ends are right with 95 %.
   *
   * @param together how many; with so many that a share is below one resample, an end is where the
   *     normal distribution of the resamples' standard deviation has it, or the outermost of the
   *     resamples if that is farther out
   * @return as {@link #comparison()}
   */
  Comparison comparison(int together) {
    return new Comparison(
        rows,
        estimate(champion::get, together),
        estimate(candidate::get, together),
        estimate(i -> candidate.less(i, champion), together));
  }

  /** Resamples in which nothing is weighed, of which very few rows have some, do not count. */
  private Estimate estimate(IntToDoubleFunction sum, int together) {
    double[] means = new double[draws];
    int count = 0;
    for (int i = 0; i < draws; i++) {
      if (sizes[i] > 0) {
        means[count++] = sum.applyAsDouble(i) / sizes[i];
      }
    }
    if (count == 0 || sizes[draws] == 0) {
      return Estimate.NONE;
    }
    Arrays.sort(means, 0, count);
    double[] sorted = Arrays.copyOf(means, count);
    double value = sum.applyAsDouble(draws) / sizes[draws];
    return new Estimate(
        value, ends(value, sorted, ONE_TAIL / together), ends(value, sorted, TWO_TAILS / together));
  }

  /**
   * @param means of the resamples, in their order
   * @param tail share of cases in which the true mean may be beyond an end
   */
  private static Estimate.Ends ends(double value, double[] means, double tail) {
    int beyond = (int) (tail * means.length);
    double low = means[beyond];
    double high = means[means.length - 1 - beyond];
    if (beyond >= 1) {
      return new Estimate.Ends(low, high);
    }
    // Of a thousand resamples none tells what one case in ten thousand is like.
    double away =
        -new NormalDistribution(null, 0, 1).inverseCumulativeProbability(tail)
            * Math.sqrt(StatUtils.variance(means));
    return new Estimate.Ends(Math.min(low, value - away), Math.max(high, value + away));
  }
}
