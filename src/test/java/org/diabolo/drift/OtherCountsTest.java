package org.diabolo.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Right values are by hand: sums in Python, whose integers are exact. */
class OtherCountsTest {
  private static Check check(long[] then, long[] now) {
    return OtherCounts.check("x", then, now, 0.01, 1.0, 2.0);
  }

  @Test
  void manyRowsAreHeldAgainstChiSquare() {
    Check check = check(new long[] {100, 100, 100}, new long[] {60, 50, 90});

    // Chi-square of the table is 7.49269, of 2 degrees of freedom.
    assertThat(check.p()).isCloseTo(0.0236039, within(1e-6));
    // With half a row more in each bin.
    assertThat(check.effect()).isCloseTo(0.0615764, within(1e-6));
    // Chi-square of 2 degrees at 0.99 is 9.2103, times 1/300 + 1/200.
    assertThat(check.byChance()).isCloseTo(0.076753, within(1e-5));
    assertThat(check.drift()).isFalse();
  }

  @Test
  void aShiftOfHalfADeviationIsTold() {
    // Normal rows by the deciles of the reference, and by the same of rows half a deviation up.
    Check check =
        check(
            new long[] {50, 50, 50, 50, 50, 50, 50, 50, 50, 50},
            new long[] {19, 27, 33, 38, 43, 49, 56, 63, 75, 97});

    assertThat(check.drift()).isTrue();
    assertThat(check.effect()).isBetween(0.18, 0.25);
    assertThat(check.then()).isEqualTo(1.0);
    assertThat(check.now()).isEqualTo(2.0);
  }

  @Test
  void twoBinsOfFewRowsAreHeldAgainstFisher() {
    Check check = check(new long[] {10_000, 0}, new long[] {488, 12});

    // Twice the probability that all 12 are among 500 of 10,500.
    assertThat(check.p()).isCloseTo(2.3953884e-16, within(1e-18));
    assertThat(check.effect()).isCloseTo(0.155325, within(1e-6));
    assertThat(check.drift()).isTrue();
    assertThat(check(new long[] {50, 2}, new long[] {45, 5}).p())
        .isCloseTo(0.4045796, within(1e-6));
  }

  @Test
  void binsOfFewRowsAreJoined() {
    Check apart = check(new long[] {0, 30, 30, 40, 0}, new long[] {1, 32, 28, 38, 1});
    Check joined = check(new long[] {30, 30, 40}, new long[] {33, 28, 39});

    assertThat(apart).isEqualTo(joined);
  }

  @Test
  void alwaysTheSameIsNoDriftAndAnythingElseThanThatIs() {
    assertThat(check(new long[] {0, 500, 0}, new long[] {0, 20, 0}).drift()).isFalse();
    assertThat(check(new long[] {0, 500, 0}, new long[] {0, 480, 20}).drift()).isTrue();
  }
}
