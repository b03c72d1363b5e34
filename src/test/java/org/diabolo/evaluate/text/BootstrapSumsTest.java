package org.diabolo.evaluate.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BootstrapSumsTest {
  private static final TextMetric MEAN = new ExactMatch();
  private static final TextMetric RATE = new ErrorRate(ErrorRate.Unit.TOKEN);

  private static BootstrapSums over(double[][] rows, int from, int to, long seed) {
    BootstrapSums sums = new BootstrapSums(2, 1000, seed);
    for (int i = from; i < to; i++) {
      sums.add(i, rows[i]);
    }
    return sums;
  }

  /** Right or not, of the given share. */
  private static double[][] answers(int rows, double share) {
    return IntStream.range(0, rows)
        .mapToObj(i -> new double[] {i < share * rows ? 1 : 0, 1})
        .toArray(double[][]::new);
  }

  /** Edits and lengths, which go together. */
  private static double[][] edits(int rows) {
    SplittableRandom random = new SplittableRandom(3);
    return IntStream.range(0, rows)
        .mapToObj(
            i -> {
              int length = random.nextInt(1, 20);
              return new double[] {random.nextInt(length + 1), length};
            })
        .toArray(double[][]::new);
  }

  /** The normal approximation of the binomial distribution: p ± 1.96 √(p (1 - p) / n). */
  @Test
  void anIntervalOfAShareIsAsWideAsTheBinomialSays() {
    double half = 1.96 * Math.sqrt(0.3 * 0.7 / 2000);

    Interval interval = over(answers(2000, 0.3), 0, 2000, 1).interval(MEAN, 0);

    assertThat(interval.low()).isCloseTo(0.3 - half, within(0.1 * half));
    assertThat(interval.high()).isCloseTo(0.3 + half, within(0.1 * half));
  }

  /** Koehn's way: samples of as many rows, drawn with replacement, 1,000 times. */
  @Test
  void anIntervalOfARatioIsThatOfSamplesDrawnWithReplacement() {
    double[][] rows = edits(300);
    SplittableRandom random = new SplittableRandom(9);
    double[] values = new double[1000];
    for (int b = 0; b < values.length; b++) {
      double[] sums = new double[2];
      for (int i = 0; i < rows.length; i++) {
        double[] row = rows[random.nextInt(rows.length)];
        sums[0] += row[0];
        sums[1] += row[1];
      }
      values[b] = sums[0] / sums[1];
    }
    Arrays.sort(values);
    double tenth = 0.1 * (values[974] - values[25]);

    Interval interval = over(rows, 0, 300, 1).interval(RATE, 0);

    assertThat(interval.low()).isCloseTo(values[25], within(tenth));
    assertThat(interval.high()).isCloseTo(values[974], within(tenth));
  }

  @Test
  void partsAddUpInAnyOrder() {
    double[][] rows = edits(200);
    BootstrapSums parts = over(rows, 120, 200, 5);
    parts.merge(new BootstrapSums(2, 1000, 5));
    parts.merge(over(rows, 0, 50, 5));
    BootstrapSums rest = new BootstrapSums(2, 1000, 5);
    rest.merge(over(rows, 50, 120, 5));
    parts.merge(rest);

    assertThat(parts.interval(RATE, 0)).isEqualTo(over(rows, 0, 200, 5).interval(RATE, 0));
  }

  @Test
  void mergingLeavesTheOtherPartAlone() {
    BootstrapSums other = over(edits(20), 0, 20, 5);
    Interval before = other.interval(RATE, 0);
    BootstrapSums sums = new BootstrapSums(2, 1000, 5);
    sums.merge(other);
    sums.merge(other);

    assertThat(other.interval(RATE, 0)).isEqualTo(before);
  }

  @Test
  void anotherSeedDrawsOtherResamples() {
    double[][] rows = edits(200);

    assertThat(over(rows, 0, 200, 5).interval(RATE, 0))
        .isNotEqualTo(over(rows, 0, 200, 6).interval(RATE, 0));
    assertThatThrownBy(() -> over(rows, 0, 1, 5).merge(over(rows, 0, 1, 6)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sums of other resamples cannot be added");
  }

  /** The weights of 50,000 resamples of one row: mean 1, variance 1, and 0 in a share of 1/e. */
  @Test
  void weightsAreOfThePoissonDistribution() {
    double[] seen = new double[3];
    int draws = 50_000;
    BootstrapSums sums = new BootstrapSums(1, draws, 2);
    sums.add(42, new double[] {1});

    // Given each resample's sum, this metric only looks.
    sums.interval(
        new MeanOverRows() {
          @Override
          public String name() {
            return "weight";
          }

          @Override
          public double score(Judged row) {
            return 0;
          }

          @Override
          public double value(double[] all, int at) {
            seen[0] += all[at];
            seen[1] += all[at] * all[at];
            seen[2] += all[at] == 0 ? 1 : 0;
            return 0;
          }
        },
        0);

    assertThat(seen[0] / draws).isCloseTo(1, within(0.02));
    assertThat(seen[1] / draws - 1).isCloseTo(1, within(0.05));
    assertThat(seen[2] / draws).isCloseTo(Math.exp(-1), within(0.01));
  }

  @Test
  void overNoRowsThereIsNoInterval() {
    assertThat(new BootstrapSums(2, 1000, 1).interval(MEAN, 0)).isEqualTo(Interval.NONE);
  }

  /** In a third of the resamples a single row weighs 0; the others agree. */
  @Test
  void ofOneRowTheIntervalIsItsValue() {
    assertThat(over(answers(1, 1), 0, 1, 1).interval(MEAN, 0)).isEqualTo(new Interval(1, 1));
  }
}
