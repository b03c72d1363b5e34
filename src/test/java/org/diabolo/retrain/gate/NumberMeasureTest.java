package org.diabolo.retrain.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.diabolo.field.ImageField;
import org.diabolo.field.VectorField;
import org.diabolo.job.FieldSpec.Scale;
import org.junit.jupiter.api.Test;

class NumberMeasureTest {
  private static double error(NumberMeasure measure, Object right, double... answer) {
    assertThat(measure.of(right, answer).size()).isEqualTo(1);
    return measure.of(right, answer).error();
  }

  /** Of the train rows (0, 10, 7) and (2, 30, 7) each column has the variances 1, 100 and 0. */
  @Test
  void standardisedColumnsCountAlikeInTheirOwnUnits() {
    VectorField field =
        new VectorField(Scale.STANDARD, new double[] {1, 20, 7}, new double[] {1, 10, 0});
    NumberMeasure measure =
        new NumberMeasure(field, new Spreads(2, new double[] {0, 0, 0}, new double[] {1, 1, 0}));

    assertThat(measure.name()).isEqualTo("unexplained");
    assertThat(error(measure, new double[] {0, 10, 7}, 0, 10, 7)).isZero();
    // One standard deviation off in one column of two: half of the variance.
    assertThat(error(measure, new double[] {0, 10, 7}, 1, 10, 7)).isEqualTo(0.5);
    assertThat(error(measure, new double[] {0, 10, 7}, 0, 0, 7)).isEqualTo(0.5);
    assertThat(error(measure, new double[] {0, 10, 7}, 2, 30, 7)).isEqualTo(4);
    // What is constant in train cannot be learned.
    assertThat(error(measure, new double[] {0, 10, 9}, 0, 10, 7)).isZero();
  }

  @Test
  void columnsOfOneUnitCountAsTheyVary() {
    NumberMeasure measure =
        new NumberMeasure(
            VectorField.unscaled(2), new Spreads(9, new double[2], new double[] {4, 0.01}));

    assertThat(error(measure, new double[] {5, 5}, 7, 5)).isCloseTo(4 / 4.01, within(1e-12));
    assertThat(error(measure, new double[] {5, 5}, 5, 5.1)).isCloseTo(0.01 / 4.01, within(1e-9));
  }

  @Test
  void pixelsAreUnsignedBytes() {
    NumberMeasure measure =
        new NumberMeasure(
            new ImageField(1, 2, 1), new Spreads(9, new double[2], new double[] {0.25, 0.25}));

    assertThat(error(measure, new byte[] {(byte) 255, 0}, 255, 0)).isZero();
    assertThat(error(measure, new byte[] {(byte) 255, 0}, 0, 0)).isCloseTo(2, within(1e-12));
  }

  @Test
  void whatIsNoAnswerHasNoError() {
    NumberMeasure measure =
        new NumberMeasure(VectorField.unscaled(1), new Spreads(9, new double[1], new double[] {1}));

    assertThat(ExactSums.takes(error(measure, new double[] {5}, Double.NaN))).isFalse();
    assertThat(ExactSums.takes(error(measure, new double[] {5}, 1e20))).isFalse();
  }
}
