package org.diabolo.average;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoundGuardTest {
  private final RoundGuard guard = new RoundGuard();

  private void rounds(int count, double loss, double movement, double reach) {
    for (int i = 0; i < count; i++) {
      good(loss, movement, reach);
    }
  }

  private void good(double loss, double movement, double reach) {
    assertThat(guard.complaint(loss, movement, 1e9, reach, 100))
        .as("loss %s, movement %s, reach %s", loss, movement, reach)
        .isNull();
    guard.applied(loss, movement, reach, 100);
  }

  @Test
  void whatIsNotFiniteIsBadFromTheFirstRoundOn() {
    assertThat(guard.complaint(Double.NaN, 1, 1e9, 1, 100)).isEqualTo("the training loss is NaN");
    assertThat(guard.complaint(Double.POSITIVE_INFINITY, 1, 1e9, 1, 100))
        .isEqualTo("the training loss is Infinity");
    assertThat(guard.complaint(1, Double.NaN, 1e9, 1, 100))
        .isEqualTo("the movement of the parameters is NaN");
    assertThat(guard.complaint(1, Double.POSITIVE_INFINITY, 1e9, 1, 100))
        .isEqualTo("the movement of the parameters is Infinity");
  }

  @Test
  void anExplodedLossIsBad() {
    rounds(2, 0.5, 1, 1);
    assertThat(guard.complaint(50, 1, 1e9, 1, 100)).as("too early to tell").isNull();
    rounds(1, 0.5, 1, 1);
    assertThat(guard.complaint(4.9, 1, 1e9, 1, 100)).isNull();
    assertThat(guard.complaint(5.1, 1, 1e9, 1, 100))
        .isEqualTo("the training loss is 5.10, after 0.500 in recent rounds");
  }

  @Test
  void anExplodedMovementIsBad() {
    rounds(3, 0.5, 2, 4);
    assertThat(guard.complaint(0.5, 19, 1e9, 4, 100)).isNull();
    assertThat(guard.complaint(0.5, 21, 1e9, 4, 100))
        .isEqualTo("the parameters moved by 21.0, after 2.00 in recent rounds");
    assertThat(guard.complaint(0.5, 11, 1e9, 2, 100))
        .as("half as far in half as many steps")
        .isNotNull();
  }

  @Test
  void recentIsTenRounds() {
    rounds(3, 0.5, 1, 1);
    rounds(10, 4, 9, 1);
    assertThat(guard.complaint(39, 89, 1e9, 1, 100)).isNull();
    assertThat(guard.complaint(41, 1, 1e9, 1, 100)).isNotNull();
    assertThat(guard.complaint(1, 91, 1e9, 1, 100)).isNotNull();
    assertThat(guard.memory().losses()).containsOnly(4.0).hasSize(10);
  }

  @Test
  void aWarmUpIsNoExplosion() {
    for (int i = 1; i <= 100; i++) {
      good(1.0 / i, 0.01 * i, 0.001 * i);
    }
  }

  @Test
  void aShortLastRoundIsNoExplosionAndMakesNoneOfTheNext() {
    for (int epoch = 0; epoch < 5; epoch++) {
      rounds(4, 0.5, 1, 0.05);
      good(0.5, 0.02, 0.001);
    }
  }

  @Test
  void lossesThatFallByOrdersOfMagnitudeAreNoExplosion() {
    for (double loss = 1e6; loss > 1e-12; loss /= 3) {
      good(loss, 1, 1);
    }
  }

  @Test
  void tinyLossesMayJump() {
    rounds(1, 1, 1, 1);
    rounds(20, 1e-9, 1, 1);
    good(1e-3, 1, 1);
    good(0.09, 1, 1);
    assertThat(guard.complaint(0.11, 1, 1e9, 1, 100)).isNotNull();
  }

  @Test
  void aRestThatNeverMovedIsNoMeasure() {
    rounds(5, 1, 0, 1);
    assertThat(guard.complaint(1, 3, 1e9, 1, 100)).isNull();
    guard.applied(1, 3, 0, 100);
    assertThat(guard.memory().movements()).as("a rate of nothing says nothing").hasSize(5);
  }

  @Test
  void aLoweredRateIsDoubledAfterTenGoodRounds() {
    guard.refused();
    guard.refused();
    assertThat(guard.rateFactor()).isEqualTo(0.25);
    rounds(9, 1, 1, 1);
    assertThat(guard.rateFactor()).isEqualTo(0.25);
    rounds(1, 1, 1, 1);
    assertThat(guard.rateFactor()).isEqualTo(0.5);
    rounds(5, 1, 1, 1);
    guard.refused();
    assertThat(guard.rateFactor()).isEqualTo(0.25);
    rounds(19, 1, 1, 1);
    assertThat(guard.rateFactor()).as("counted from the last refusal").isEqualTo(0.5);
    rounds(1, 1, 1, 1);
    assertThat(guard.rateFactor()).isEqualTo(1);
    rounds(30, 1, 1, 1);
    assertThat(guard.rateFactor()).isEqualTo(1);
  }

  @Test
  void givesUpAfterFour() {
    assertThat(guard.givesUp(3)).isFalse();
    assertThat(guard.givesUp(4)).isTrue();
  }

  @Test
  void roundsOfFewExamplesAreJudgedForNonsenseOnly() {
    rounds(3, 0.5, 1, 1);
    assertThat(guard.complaint(50, 90, 1e9, 1, 49)).isNull();
    guard.applied(50, 90, 1, 49);
    assertThat(guard.complaint(5.1, 1, 1e9, 1, 50)).as("the outlier is no measure").isNotNull();
    assertThat(guard.complaint(Double.NaN, 1, 1e9, 1, 49)).isNotNull();
  }

  @Test
  void absurdMovementNeedsNoHistory() {
    assertThat(guard.complaint(1, 999, 0.5, 1, 100)).isNull();
    assertThat(guard.complaint(1, 1001, 0.5, 1, 100))
        .isEqualTo("the parameters moved by 1.00e+03, from a norm of 0.500");
    assertThat(guard.complaint(1, 19_000, 20, 1, 100)).isNull();
    assertThat(guard.complaint(1, 21_000, 20, 1, 100)).isNotNull();
  }

  @Test
  void goesOnFromItsMemory() {
    rounds(3, 0.5, 2, 4);
    guard.refused();
    RoundGuard other = new RoundGuard();
    other.restore(guard.memory());
    assertThat(other.rateFactor()).isEqualTo(0.5);
    assertThat(other.complaint(5.1, 2, 1e9, 4, 100))
        .isEqualTo(guard.complaint(5.1, 2, 1e9, 4, 100))
        .isNotNull();
  }

  /** With a quarter of the replicas a round has a quarter of the examples, and is judged. */
  @Test
  void fewerReplicasAreWatchedToo() {
    for (int i = 0; i < 5; i++) {
      guard.applied(0.5, 1, 1, 400);
    }
    assertThat(guard.complaint(50, 1, 1e9, 1, 100)).as("a short round").isNull();
    guard.workersChanged();
    assertThat(guard.complaint(50, 1, 1e9, 1, 100))
        .isEqualTo("the training loss is 50.0, after 0.500 in recent rounds");
  }

  /** A graph's own loss may be a log-likelihood. */
  @Test
  void lossesBelowZeroExplodeUpwardsOnly() {
    good(-0.01, 1, 1);
    rounds(3, -0.9, 1, 1);
    assertThat(guard.complaint(-0.005, 1, 1e9, 1, 100)).isNull();
    assertThat(guard.complaint(-90, 1, 1e9, 1, 100)).isNull();
    assertThat(guard.complaint(7.1, 1, 1e9, 1, 100)).isNull();
    assertThat(guard.complaint(7.3, 1, 1e9, 1, 100))
        .isEqualTo("the training loss is 7.30, after -0.900 in recent rounds");
  }
}
