package org.diabolo.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LengthPenaltyTest {
  @Test
  void isEquationFourteen() {
    // (5 + 7) / (5 + 1) = 2; its square root, and itself.
    assertThat(new LengthPenalty(0.5).score(-3, 7)).isCloseTo(-3 / Math.sqrt(2), within(1e-12));
    assertThat(new LengthPenalty(1).score(-3, 7)).isEqualTo(-1.5);
    assertThat(new LengthPenalty(0).score(-3, 7)).isEqualTo(-3);
    assertThat(new LengthPenalty(2).score(-3, 1)).isEqualTo(-3);
  }
}
