package org.diabolo.engine.fused.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TanhTest {
  @Test
  void agreesWithTheExactOneToFloatAccuracy() {
    for (float x = -12; x <= 12; x += 0.001f) {
      assertThat((double) Tanh.of(x)).isCloseTo(Math.tanh(x), within(4e-7));
    }
    assertThat(Tanh.of(Float.POSITIVE_INFINITY)).isCloseTo(1, within(4e-7f));
    assertThat(Tanh.of(0)).isEqualTo(0);
    assertThat(Tanh.of(Float.NaN)).isNaN();
  }
}
