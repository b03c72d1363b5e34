package org.diabolo.average;

import static org.assertj.core.api.Assertions.assertThat;

import org.diabolo.average.checkpoint.StoppingMemory;
import org.diabolo.job.StoppingSpec;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {
  private static EarlyStopping stopping(int patience, double minChange) {
    return new EarlyStopping(new StoppingSpec(1, 0, patience, minChange, 0), 1);
  }

  private static float[] parameters(int number) {
    return new float[] {number};
  }

  @Test
  void keepsTheBestAndStopsAfterPatience() {
    EarlyStopping stopping = stopping(2, 0);
    double[] losses = {3, 2, 2.5};
    for (int i = 0; i < losses.length; i++) {
      stopping.see(parameters(i), losses[i], i + 1, 10 * (i + 1), true);
      assertThat(stopping.shouldStop()).isFalse();
    }
    stopping.see(parameters(3), 2, 4, 40, true);
    assertThat(stopping.shouldStop()).as("an equal loss is no better one").isTrue();
    assertThat(stopping.best()).containsExactly(1);
    assertThat(stopping.memory().bestLoss()).isEqualTo(2);
    assertThat(stopping.memory().bestEpoch()).isEqualTo(2);
    assertThat(stopping.memory().bestRound()).isEqualTo(20);
  }

  @Test
  void aHairBetterIsKeptButNotWaitedFor() {
    EarlyStopping stopping = stopping(2, 0.1);
    stopping.see(parameters(0), 1, 1, 1, true);
    stopping.see(parameters(1), 0.95, 2, 2, true);
    assertThat(stopping.shouldStop()).isFalse();
    stopping.see(parameters(2), 0.94, 3, 3, true);
    assertThat(stopping.shouldStop()).isTrue();
    assertThat(stopping.best()).containsExactly(2);
  }

  @Test
  void smallStepsThatAddUpAreWaitedFor() {
    EarlyStopping stopping = stopping(2, 0.1);
    double loss = 1;
    for (int i = 0; i < 20; i++, loss *= 0.94) {
      stopping.see(parameters(i), loss, i + 1, i + 1, true);
      assertThat(stopping.shouldStop()).as("after %s validations", i + 1).isFalse();
    }
  }

  @Test
  void patienceCountsFromWhereTheRateFalls() {
    EarlyStopping stopping = stopping(2, 0);
    for (int i = 1; i <= 9; i++) {
      stopping.see(parameters(i), i, i, i, false);
      assertThat(stopping.shouldStop()).isFalse();
    }
    stopping.see(parameters(10), 10, 10, 10, true);
    assertThat(stopping.shouldStop()).isFalse();
    stopping.see(parameters(11), 11, 11, 11, true);
    assertThat(stopping.shouldStop()).isTrue();
    assertThat(stopping.best()).containsExactly(1);
  }

  @Test
  void notANumberIsNeverBest() {
    EarlyStopping stopping = stopping(1, 0);
    stopping.see(parameters(0), Double.NaN, 1, 1, true);
    assertThat(stopping.best()).isNull();
    assertThat(stopping.shouldStop()).isTrue();
  }

  @Test
  void goesOnFromACheckpointAsIfNothingHadBeen() {
    EarlyStopping one = stopping(3, 0);
    one.see(parameters(0), 2, 1, 1, true);
    one.see(parameters(1), 3, 2, 2, true);
    EarlyStopping two = stopping(3, 0);
    two.restore(one.memory(), one.kept());
    two.see(parameters(2), 3, 3, 3, true);
    assertThat(two.shouldStop()).isFalse();
    two.see(parameters(3), 3, 4, 4, true);
    assertThat(two.shouldStop()).isTrue();
    assertThat(two.best()).containsExactly(0);
  }

  @Test
  void keepsAsManyOfTheBestAsAsked() {
    EarlyStopping stopping = new EarlyStopping(new StoppingSpec(1, 0, 9, 0, 0), 2);
    double[] losses = {3, 5, Double.NaN, 1, 4, 3};
    for (int i = 0; i < losses.length; i++) {
      stopping.see(parameters(i), losses[i], i + 1, 10 * (i + 1), true);
    }
    assertThat(stopping.kept()).containsOnlyKeys(10, 40);
    assertThat(stopping.best()).containsExactly(3);
    assertThat(stopping.mean()).containsExactly(1.5f);
    assertThat(stopping.memory().best())
        .containsExactly(new StoppingMemory.Best(40, 4, 1), new StoppingMemory.Best(10, 1, 3));
  }

  @Test
  void oneAloneHasNoMean() {
    EarlyStopping stopping = stopping(1, 0);
    stopping.see(parameters(0), 1, 1, 1, true);
    stopping.see(parameters(1), 2, 2, 2, true);
    assertThat(stopping.mean()).isNull();
  }

  /** A graph's own loss may be a log-likelihood, or a cosine with its sign turned. */
  @Test
  void lossesBelowZeroAreBetterTheLowerTheyAre() {
    EarlyStopping stopping = stopping(2, 0.1);
    stopping.see(parameters(0), 0.5, 1, 1, true);
    stopping.see(parameters(1), -1, 2, 2, true);
    // Worse, and within a tenth: nothing to wait on for.
    stopping.see(parameters(2), -0.95, 3, 3, true);
    assertThat(stopping.shouldStop()).isFalse();
    stopping.see(parameters(3), -1.05, 4, 4, true);
    assertThat(stopping.shouldStop()).isTrue();
    assertThat(stopping.best()).containsExactly(3);
  }

  @Test
  void aTenthBelowALossBelowZeroIsEnough() {
    EarlyStopping stopping = stopping(2, 0.1);
    double[] losses = {-1, -1.11, -1.23, -1.36};
    for (int i = 0; i < losses.length; i++) {
      stopping.see(parameters(i), losses[i], i + 1, i + 1, true);
      assertThat(stopping.shouldStop()).isFalse();
    }
    assertThat(stopping.memory().waitedFrom()).isEqualTo(4);
  }
}
