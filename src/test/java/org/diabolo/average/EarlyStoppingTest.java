package org.diabolo.average;

import static org.assertj.core.api.Assertions.assertThat;

import org.diabolo.engine.ModelState;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {
  private static ModelState state(int iteration) {
    return new ModelState(new float[0], new float[0], iteration);
  }

  @Test
  void keepsTheBestAndStopsAfterPatience() {
    EarlyStopping stopping = new EarlyStopping(2);
    double[] losses = {3, 2, 2.5};
    for (int i = 0; i < losses.length; i++) {
      stopping.see(state(i), losses[i]);
      assertThat(stopping.shouldStop()).isFalse();
    }
    stopping.see(state(3), 2);
    assertThat(stopping.shouldStop()).as("an equal loss is no better one").isTrue();
    assertThat(stopping.best().iteration()).isEqualTo(1);
    assertThat(stopping.bestLoss()).isEqualTo(2);
    assertThat(stopping.bestEpoch()).isEqualTo(1);
  }

  @Test
  void notANumberIsNeverBest() {
    EarlyStopping stopping = new EarlyStopping(1);
    stopping.see(state(0), Double.NaN);
    assertThat(stopping.best()).isNull();
    assertThat(stopping.shouldStop()).isTrue();
  }
}
