package org.diabolo.retrain.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairedBootstrapTest {
  /** Quantile of the standard normal distribution at 0.95, from tables. */
  private static final double Z_ONE = 1.644854;

  /** At 0.975. */
  private static final double Z_TWO = 1.959964;

  private record Pair(String key, double champion, double candidate, long size) {}

  /** Errors that both models share most of, as two trainings of one job do. */
  private static List<Pair> pairs(int rows, double worse, long seed) {
    Random random = new Random(seed);
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      double hard = Math.exp(0.5 * random.nextGaussian());
      double champion = hard * Math.exp(0.2 * random.nextGaussian());
      double candidate = (1 + worse) * hard * Math.exp(0.2 * random.nextGaussian());
      pairs.add(new Pair("row " + seed + "/" + i, champion, candidate, 1));
    }
    return pairs;
  }

  private static PairedBootstrap sums(List<Pair> pairs, int draws, long seed) {
    RowWeights weights = new RowWeights(draws, seed);
    PairedBootstrap sums = new PairedBootstrap(draws);
    for (Pair pair : pairs) {
      sums.add(weights.of(pair.key), pair.champion, pair.candidate, pair.size);
    }
    return sums;
  }

  private static double meanDifference(List<Pair> pairs) {
    return pairs.stream().mapToDouble(p -> p.candidate - p.champion).average().orElseThrow();
  }

  /** Of the mean difference. */
  private static double standardError(List<Pair> pairs) {
    double mean = meanDifference(pairs);
    double squares =
        pairs.stream().mapToDouble(p -> Math.pow(p.candidate - p.champion - mean, 2)).sum();
    return Math.sqrt(squares) / pairs.size();
  }

  @Test
  void intervalsAreThoseOfTheCentralLimitTheorem() {
    List<Pair> pairs = pairs(4000, 0.02, 1);
    double mean = meanDifference(pairs);
    double error = standardError(pairs);

    Comparison found = sums(pairs, 2000, 5).comparison();

    Estimate difference = found.difference();
    assertThat(found.rows()).isEqualTo(4000);
    assertThat(difference.value()).isCloseTo(mean, within(1e-12));
    assertThat(found.candidate().value() - found.champion().value()).isCloseTo(mean, within(1e-12));
    // A quantile of 2,000 draws is off by about 0.04 standard errors itself.
    assertThat(difference.oneSided().high()).isCloseTo(mean + Z_ONE * error, within(0.2 * error));
    assertThat(difference.oneSided().low()).isCloseTo(mean - Z_ONE * error, within(0.2 * error));
    assertThat(difference.twoSided().high()).isCloseTo(mean + Z_TWO * error, within(0.25 * error));
    assertThat(difference.twoSided().low()).isCloseTo(mean - Z_TWO * error, within(0.25 * error));
    // That both have the same rows is what makes it so narrow.
    assertThat(difference.oneSided().high() - difference.oneSided().low())
        .isLessThan(0.6 * (found.champion().oneSided().high() - found.champion().oneSided().low()));
  }

  /** The 0.5 % quantile of the normal distribution. */
  @Test
  void ofTenThatHoldTogetherEachEndIsThatOfATenth() {
    List<Pair> pairs = pairs(4000, 0.02, 1);
    double mean = meanDifference(pairs);
    double error = standardError(pairs);

    Estimate.Ends ends = sums(pairs, 2000, 5).comparison(10).difference().oneSided();

    assertThat(ends.low()).isCloseTo(mean - 2.576 * error, within(0.4 * error));
    assertThat(ends.high()).isCloseTo(mean + 2.576 * error, within(0.4 * error));
  }

  /**
   * Of 1,000 slices each may be wrong in 0.005 % of the cases, which is none of 500 resamples: the
   * normal distribution has that at 3.890592 standard errors (from tables), and they end near
   * three.
   */
  @Test
  void endsLieBeyondAllResamplesWhereAShareIsLessThanOne() {
    List<Pair> pairs = pairs(4000, 0.02, 1);
    double mean = meanDifference(pairs);
    double error = standardError(pairs);

    PairedBootstrap sums = sums(pairs, 500, 5);
    Estimate.Ends ends = sums.comparison(1000).difference().oneSided();
    Estimate.Ends outermost = sums.comparison(25).difference().oneSided();

    // A standard deviation of 500 is off by about 3 % itself.
    assertThat(ends.low()).isCloseTo(mean - 3.890592 * error, within(0.4 * error));
    assertThat(ends.high()).isCloseTo(mean + 3.890592 * error, within(0.4 * error));
    assertThat(ends.low()).isLessThan(outermost.low() - 0.3 * error);
    for (int together = 1; together < 2000; together *= 2) {
      Estimate.Ends few = sums.comparison(together).difference().oneSided();
      Estimate.Ends many = sums.comparison(2 * together).difference().oneSided();
      assertThat(many.low()).isLessThanOrEqualTo(few.low());
      assertThat(many.high()).isGreaterThanOrEqualTo(few.high());
    }
  }

  /** Efron's own: rows are drawn with replacement, and a mean of texts is a ratio of sums. */
  @Test
  void intervalsAreThoseOfDrawingWithReplacement() {
    Random random = new Random(9);
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      long size = 1 + random.nextInt(20);
      pairs.add(new Pair("t" + i, random.nextInt((int) size + 1), random.nextInt(4), size));
    }
    double[] drawn = new double[4000];
    for (int b = 0; b < drawn.length; b++) {
      double sum = 0;
      long size = 0;
      for (int i = 0; i < pairs.size(); i++) {
        Pair pair = pairs.get(random.nextInt(pairs.size()));
        sum += pair.candidate - pair.champion;
        size += pair.size;
      }
      drawn[b] = sum / size;
    }
    Arrays.sort(drawn);
    double spread = drawn[3800] - drawn[200];

    Estimate found = sums(pairs, 4000, 2).comparison().difference();

    double errors = pairs.stream().mapToDouble(p -> p.candidate - p.champion).sum();
    assertThat(found.value())
        .isCloseTo(errors / pairs.stream().mapToLong(Pair::size).sum(), within(1e-12));
    assertThat(found.oneSided().low()).isCloseTo(drawn[200], within(0.05 * spread));
    assertThat(found.oneSided().high()).isCloseTo(drawn[3800], within(0.05 * spread));
    assertThat(found.twoSided().low()).isCloseTo(drawn[100], within(0.05 * spread));
    assertThat(found.twoSided().high()).isCloseTo(drawn[3900], within(0.05 * spread));
  }

  @Test
  void figuresHaveTheSameBitsInAnyOrderAndInAnyParts() {
    List<Pair> pairs = pairs(500, 0.1, 4);
    Comparison whole = sums(pairs, 200, 1).comparison();
    Collections.shuffle(pairs, new Random(8));
    PairedBootstrap parts = sums(pairs.subList(0, 3), 200, 1);
    parts.merge(sums(pairs.subList(3, 400), 200, 1));
    parts = sums(pairs.subList(400, 500), 200, 1).merge(parts).merge(new PairedBootstrap(200));

    assertThat(parts.comparison()).isEqualTo(whole);
    assertThat(sums(pairs, 200, 2).comparison()).isNotEqualTo(whole);
  }

  @Test
  void aModelIsExactlyAsGoodAsItself() {
    List<Pair> pairs =
        pairs(200, 0, 3).stream().map(p -> new Pair(p.key, p.champion, p.champion, 1)).toList();

    Estimate difference = sums(pairs, 500, 1).comparison().difference();

    assertThat(difference)
        .isEqualTo(new Estimate(0, new Estimate.Ends(0, 0), new Estimate.Ends(0, 0)));
  }

  @Test
  void ofNoRowsNothingIsKnown() {
    assertThat(new PairedBootstrap(10).comparison())
        .isEqualTo(new Comparison(0, Estimate.NONE, Estimate.NONE, Estimate.NONE));
  }

  /** The true difference is that of the distribution; log-normal means have a closed form. */
  @Test
  void theTrueDifferenceIsBelowTheUpperEndInNineteenOfTwentyCases() {
    double mean = Math.exp(0.5 * (0.25 + 0.04));
    int simulations = 600;
    int below = 0;
    int above = 0;
    int between = 0;
    for (int s = 0; s < simulations; s++) {
      Estimate found = sums(pairs(150, 0.05, 100 + s), 300, s).comparison().difference();
      double truth = 0.05 * mean;
      below += truth < found.oneSided().high() ? 1 : 0;
      above += truth > found.oneSided().low() ? 1 : 0;
      between += truth > found.twoSided().low() && truth < found.twoSided().high() ? 1 : 0;
    }

    // 0.95 less and more three standard errors of a share of 600.
    assertThat(below / (double) simulations).isBetween(0.923, 0.977);
    assertThat(above / (double) simulations).isBetween(0.923, 0.977);
    assertThat(between / (double) simulations).isBetween(0.923, 0.977);
  }
}
