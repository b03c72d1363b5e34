package org.diabolo.engine.fused.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExpTest {
  @Test
  void agreesWithTheExactOneToFloatAccuracy() {
    for (double x = 0; x >= -10; x -= 0.0007) {
      double exact = Math.exp((float) x);
      assertThat((double) Exp.ofNegative((float) x)).isCloseTo(exact, within(5e-6 * exact));
    }
    for (double x = -10; x >= -86; x -= 0.003) {
      double exact = Math.exp((float) x);
      assertThat((double) Exp.ofNegative((float) x)).isCloseTo(exact, within(1e-4 * exact));
    }
    assertThat(Exp.ofNegative(0)).isEqualTo(1);
    assertThat(Exp.ofNegative(Float.NEGATIVE_INFINITY)).isBetween(0f, 1e-36f);
    assertThat(Exp.ofNegative(Float.NaN)).isNaN();
  }

  @Test
  void logarithmsAgreeToo() {
    for (float x = 0; x <= 1; x += 0.0001f) {
      double exact = Math.log1p(x);
      assertThat((double) Logarithm.onePlus(x)).isCloseTo(exact, within(3e-7 * exact));
    }
  }
}
