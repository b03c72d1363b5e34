package org.diabolo.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.diabolo.bench.LossCurve.Point;
import org.junit.jupiter.api.Test;

class LossCurveTest {
  private static final LossCurve CURVE =
      new LossCurve(
          List.of(new Point(2, 0.8), new Point(4, 0.4), new Point(6, 0.5), new Point(10, 0.2)));

  @Test
  void aLossIsReachedOnTheLineBetweenTwoValidations() {
    // Three quarters of the way from 0.8 at 2 s to 0.4 at 4 s.
    assertThat(CURVE.secondsTo(0.5).orElseThrow()).isCloseTo(3.5, within(1e-12));
    // Two thirds of the way from 0.5 at 6 s to 0.2 at 10 s.
    assertThat(CURVE.secondsTo(0.3).orElseThrow()).isCloseTo(6 + 4 * 2 / 3.0, within(1e-12));
  }

  @Test
  void theFirstTimeCountsThoughTheLossRisesAgain() {
    assertThat(CURVE.secondsTo(0.45).orElseThrow()).isCloseTo(3.75, within(1e-12));
    assertThat(CURVE.secondsTo(0.4).orElseThrow()).isCloseTo(4, within(1e-12));
  }

  @Test
  void nothingIsKnownBeforeTheFirstValidation() {
    assertThat(CURVE.secondsTo(0.9)).hasValue(2);
  }

  @Test
  void aLossMayNeverBeReached() {
    assertThat(CURVE.secondsTo(0.19)).isEmpty();
  }

  @Test
  void theLastIsNotAlwaysTheBest() {
    LossCurve rising = new LossCurve(List.of(new Point(1, 0.1), new Point(2, 0.3)));
    assertThat(rising.last().loss()).isEqualTo(0.3);
    assertThat(rising.best()).isEqualTo(0.1);
  }
}
