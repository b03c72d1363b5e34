package org.diabolo.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** One row, with probabilities written by hand: padding, unknown, start, end, a, b. */
class BeamTest {
  private static final int VOCABULARY = 6;

  private static Beam beam(int beam, int best, int maxLength, double alpha) {
    return new Beam(
        new Limits(VOCABULARY, beam, best, maxLength, new LengthPenalty(alpha), false), 0);
  }

  @Test
  void aRowEndsWhenNothingThatLivesCanBeBetter() {
    Beam beam = beam(2, 1, 50, 0);
    beam.extend(0, new float[] {0, 0, 0, 0.2f, 0.7f, 0.1f}, null);
    // The end is kept as the second; a is likelier and lives.
    assertThat(beam.size()).isEqualTo(1);
    assertThat(beam.last(0)).isEqualTo(4);
    // What comes after a: at best 0.7 x 0.28 < 0.2.
    beam.extend(0, new float[] {0, 0.4f, 0, 0.1f, 0.28f, 0.22f}, null);
    assertThat(beam.size()).isZero();
    assertThat(beam.best())
        .singleElement()
        .satisfies(
            text -> {
              assertThat(text.tokens()).isEmpty();
              assertThat(text.logProbability()).isCloseTo(Math.log(0.2), within(1e-6));
            });
  }

  @Test
  void aLengthPenaltyLetsLongerOnesHope() {
    Beam beam = beam(2, 1, 50, 1);
    beam.extend(0, new float[] {0, 0, 0, 0.2f, 0.7f, 0.1f}, null);
    beam.extend(0, new float[] {0, 0.4f, 0, 0.1f, 0.28f, 0.22f}, null);
    assertThat(beam.size()).isEqualTo(2);
  }

  @Test
  void atTheMaximumOnlyTheEndIsLeftAndCountsAsLikelyAsItIs() {
    Beam beam = beam(1, 1, 1, 0);
    beam.extend(0, new float[] {0, 0, 0, 0.1f, 0.3f, 0.6f}, null);
    beam.extend(0, new float[] {0, 0, 0, 0.01f, 0.9f, 0.09f}, null);
    assertThat(beam.size()).isZero();
    assertThat(beam.best().get(0).tokens()).containsExactly(5);
    assertThat(beam.best().get(0).logProbability()).isCloseTo(Math.log(0.6 * 0.01), within(1e-6));
  }

  @Test
  void aDecoderOfNoNumbersIsToldOf() {
    Beam beam = beam(1, 1, 5, 0);
    float[] none = new float[VOCABULARY];
    Arrays.fill(none, Float.NaN);
    assertThatThrownBy(() -> beam.extend(0, none, null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the decoder gives no probabilities: it was not trained well");
  }
}
