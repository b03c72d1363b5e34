package org.diabolo.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.HypergeometricDistribution;
import org.apache.commons.math3.stat.inference.ChiSquareTest;

/**
 * Whether rows fall into bins otherwise than those of the reference: Pearson's chi-square test of
 * two samples, and as the size of the difference the population stability index, {@code Σ (q - p)
 * ln(q / p)}. Bins that few rows are expected in are joined with a neighbour before, by the counts
 * of both sides together, so that the test's distribution holds; of two bins with so few Fisher's
 * exact test takes its place.
 *
 * @see <a href="https://doi.org/10.21314/JRMV.2020.227">B. Yurdakul, J. Naranjo, Statistical
 *     properties of the population stability index, 2020</a>: by chance the index is distributed as
 *     chi-square times {@code 1 / n + 1 / m}
 */
final class OtherCounts {
  /** Rows that are to be expected in a bin. */
  private static final double EXPECTED = 5;

  private final long[] then;
  private final long[] now;

  private OtherCounts(long[] then, long[] now) {
    this.then = then;
    this.now = now;
  }

  /**
   * @param name of what is counted
   * @param then rows of the reference in each bin
   * @param now the rows in each, as many bins
   * @param level at which it is to be told
   * @param meanThen in units of the input; null where there is none
   * @param meanNow the same of the rows
   */
  static Check check(
      String name, long[] then, long[] now, double level, Double meanThen, Double meanNow) {
    OtherCounts joined = joined(then, now);
    double perRow = 1 / LargerErrors.harmonic(sum(then), sum(now));
    int bins = joined.then.length;
    double p = bins < 2 ? 1 : joined.p(perRow);
    double byChance =
        bins < 2
            ? 0
            : new ChiSquaredDistribution(bins - 1).inverseCumulativeProbability(1 - level) * perRow;
    return Check.of(
        name, joined.index(), Levels.LEAST_INDEX, byChance, p, level, meanThen, meanNow);
  }

  private static OtherCounts joined(long[] then, long[] now) {
    List<long[]> bins = new ArrayList<>();
    IntStream.range(0, then.length)
        .filter(i -> then[i] + now[i] > 0)
        .forEach(i -> bins.add(new long[] {then[i], now[i]}));
    double smaller = Math.min(sum(then), sum(now)) / (double) (sum(then) + sum(now));
    while (bins.size() > 2) {
      int least = least(bins);
      if (both(bins.get(least)) * smaller >= EXPECTED) {
        break;
      }
      boolean withNext =
          least == 0
              || least + 1 < bins.size() && both(bins.get(least + 1)) < both(bins.get(least - 1));
      long[] few = bins.remove(least);
      long[] neighbour = bins.get(withNext ? least : least - 1);
      neighbour[0] += few[0];
      neighbour[1] += few[1];
    }
    return new OtherCounts(
        bins.stream().mapToLong(bin -> bin[0]).toArray(),
        bins.stream().mapToLong(bin -> bin[1]).toArray());
  }

  private static int least(List<long[]> bins) {
    int least = 0;
    for (int i = 1; i < bins.size(); i++) {
      least = both(bins.get(i)) < both(bins.get(least)) ? i : least;
    }
    return least;
  }

  private static long both(long[] bin) {
    return bin[0] + bin[1];
  }

  private static long sum(long[] counts) {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }

  /** With half a row more in each bin, as none may be empty. */
  private double index() {
    double before = sum(then) + then.length / 2.0;
    double after = sum(now) + now.length / 2.0;
    double index = 0;
    for (int i = 0; i < then.length; i++) {
      double p = (then[i] + 0.5) / before;
      double q = (now[i] + 0.5) / after;
      index += (q - p) * Math.log(q / p);
    }
    return index;
  }

  private double p(double perRow) {
    long few = Math.min(then[0] + now[0], then[1] + now[1]);
    long rows = sum(then) + sum(now);
    double expected = few * (double) Math.min(sum(then), sum(now)) / rows;
    return then.length == 2 && expected < EXPECTED && rows <= Integer.MAX_VALUE
        ? fisher((int) rows)
        : new ChiSquareTest().chiSquareTestDataSetsComparison(then, now);
  }

  /** Twice the smaller tail. */
  private double fisher(int rows) {
    int few = then[0] + now[0] < then[1] + now[1] ? 0 : 1;
    HypergeometricDistribution chance =
        new HypergeometricDistribution(null, rows, (int) (then[few] + now[few]), (int) sum(now));
    int found = (int) now[few];
    double tail =
        Math.min(chance.cumulativeProbability(found), chance.upperCumulativeProbability(found));
    return Math.min(1, 2 * tail);
  }
}
