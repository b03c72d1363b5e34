package org.diabolo.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.diabolo.network.reference.ErrorQuantiles;
import org.diabolo.network.reference.ErrorQuantiles.Measure;
import org.junit.jupiter.api.Test;

class LargerErrorsTest {
  private static float[] errors(int rows, double by, long seed) {
    Random random = new Random(seed);
    float[] errors = new float[rows];
    for (int i = 0; i < rows; i++) {
      errors[i] = (float) Math.exp(random.nextGaussian() + by);
    }
    return errors;
  }

  private static Check check(float[] then, float[] now) {
    return LargerErrors.check(
        ErrorQuantiles.of(Measure.RECONSTRUCTION_ERROR, then), then.length, now);
  }

  private static double[] doubles(float[] numbers) {
    double[] doubles = new double[numbers.length];
    Arrays.setAll(doubles, i -> numbers[i]);
    return doubles;
  }

  @Test
  void distanceIsThatOfKolmogorovAndSmirnov() {
    float[] then = errors(3000, 0, 1);
    float[] now = errors(700, 0.1, 2);

    Check check = check(then, now);

    KolmogorovSmirnovTest other = new KolmogorovSmirnovTest();
    // Of a shift up both sides' distance is the one-sided one; a thousand quantiles tell it to
    // 0.001.
    double distance = other.kolmogorovSmirnovStatistic(doubles(then), doubles(now));
    assertThat(check.effect()).isCloseTo(distance, within(0.001));
    double twoSided = other.approximateP(check.effect(), then.length, now.length);
    assertThat(check.p()).isCloseTo(twoSided / 2, within(0.01 * twoSided));
  }

  @Test
  void largerErrorsAreDrift() {
    Check check = check(errors(3000, 0, 1), errors(700, 0.5, 2));

    assertThat(check.drift()).isTrue();
    // Of the logarithm of a normal number that is the middle.
    assertThat(check.then()).isCloseTo(1, within(0.05));
    assertThat(check.now()).isCloseTo(Math.exp(0.5), within(0.1));
  }

  @Test
  void smallerErrorsAreNoDrift() {
    assertThat(check(errors(3000, 0, 1), errors(700, -1, 2)).drift()).isFalse();
  }

  @Test
  void boundGrowsWhereRowsAreFew() {
    float[] then = errors(500, 0, 1);

    Check few = check(then, errors(20, 0, 2));
    Check many = check(then, errors(5000, 0, 3));

    // sqrt(ln(100) / 2 * (n + m) / (n m)), by hand.
    assertThat(few.byChance()).isCloseTo(0.34604, within(1e-4));
    assertThat(many.byChance()).isCloseTo(0.07117, within(1e-4));
  }

  @Test
  void ofManyRowsATrifleIsNoDrift() {
    Check check = check(errors(50_000, 0, 1), errors(50_000, 0.1, 2));

    assertThat(check.p()).isLessThan(1e-6);
    assertThat(check.effect()).isBetween(0.03, 0.05);
    assertThat(check.drift()).isFalse();
  }

  @Test
  void anErrorThatIsNoNumberIsLargerThanAll() {
    float[] now = new float[40];
    Arrays.fill(now, Float.POSITIVE_INFINITY);

    Check check = check(errors(500, 0, 1), now);

    assertThat(check.effect()).isEqualTo(1);
    assertThat(check.drift()).isTrue();
    assertThat(check.now()).isNull();
  }

  @Test
  void equalErrorsAreNoDistance() {
    float[] zeros = new float[300];
    assertThat(check(zeros, zeros).effect()).isZero();
  }
}
