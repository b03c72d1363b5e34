package org.diabolo.average;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.diabolo.average.PeriodProbe.Sample;
import org.junit.jupiter.api.Test;

class PeriodProbeTest {
  /** Ten steps of 0.02 s each and as much talk as is said. */
  private static List<Sample> samples(double... talk) {
    List<Sample> samples = new ArrayList<>();
    for (double seconds : talk) {
      samples.add(new Sample(0.2 + seconds, 0.2, 10));
    }
    return samples;
  }

  @Test
  void talkStaysJustUnderTheShare() {
    // 0.0625 / (0.0625 + 60 × 0.02) = 0.0495 ≤ 0.05 < 0.0625 / (0.0625 + 59 × 0.02)
    assertThat(PeriodProbe.period(samples(0.0625), 1000, 0.05)).isEqualTo(60);
    // 0.25 / (0.25 + 38 × 0.02) = 0.2475 ≤ 0.25 < 0.25 / (0.25 + 37 × 0.02)
    assertThat(PeriodProbe.period(samples(0.25), 1000, 0.25)).isEqualTo(38);
  }

  @Test
  void theMedianCounts() {
    assertThat(PeriodProbe.period(samples(0.0625, 7, 0.0001, 0.0625, 9), 1000, 0.05)).isEqualTo(60);
  }

  @Test
  void staysWithinBoundsAndTheEpoch() {
    assertThat(PeriodProbe.period(samples(0.001), 1000, 0.05)).isEqualTo(PeriodProbe.SHORTEST);
    assertThat(PeriodProbe.period(samples(30), 1000, 0.05)).isEqualTo(PeriodProbe.LONGEST);
    assertThat(PeriodProbe.period(samples(30), 77, 0.05)).isEqualTo(77);
    assertThat(PeriodProbe.period(List.of(new Sample(1, 0, 10)), 1000, 0.05))
        .as("steps too short to be measured")
        .isEqualTo(PeriodProbe.LONGEST);
  }

  @Test
  void anEpochOfFewStepsIsAPeriodAndNeedsNoProbe() {
    List<Integer> rounds = new ArrayList<>();
    for (int steps : new int[] {1, 9, 10}) {
      assertThat(
              PeriodProbe.find(
                  steps, 0.05, period -> probed(rounds, 0, period), TrainingListener.NONE))
          .isEqualTo(steps);
    }
    assertThat(
            PeriodProbe.find(0, 0.05, period -> probed(rounds, 0, period), TrainingListener.NONE))
        .isEqualTo(1);
    assertThat(rounds).isEmpty();
  }

  private static Sample probed(List<Integer> rounds, double talk, int steps) {
    rounds.add(steps);
    return new Sample(0.02 * steps + talk, 0.02 * steps, steps);
  }

  @Test
  void measuresForTwoSecondsAndForgetsTheFirstRounds() {
    List<Integer> rounds = new ArrayList<>();
    int found =
        PeriodProbe.find(
            500,
            0.05,
            period -> probed(rounds, rounds.size() < 4 ? 5 : 0.0625, period),
            TrainingListener.NONE);
    assertThat(found).isEqualTo(60);
    assertThat(rounds).isEqualTo(Collections.nCopies(7, 10));
    rounds.clear();
    PeriodProbe.find(
        500,
        0.05,
        period -> {
          rounds.add(period);
          return new Sample(0.25, 0.125, period);
        },
        TrainingListener.NONE);
    assertThat(rounds).hasSize(8);
  }

  @Test
  void asksForNoMoreStepsThanAnEpochHasAndEndsAtThirtyRounds() {
    List<Integer> rounds = new ArrayList<>();
    PeriodProbe.find(
        11,
        0.05,
        period -> {
          rounds.add(period);
          return new Sample(0.01, 0.009, period);
        },
        TrainingListener.NONE);
    assertThat(rounds).isEqualTo(Collections.nCopies(30, 10));
  }
}
