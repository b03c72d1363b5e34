package org.diabolo.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.diabolo.batch.Example;
import org.junit.jupiter.api.Test;

class SquaredErrorsTest {
  private static Example row(float... numbers) {
    return new Example("k", numbers, numbers);
  }

  @Test
  void meanIsPerElementAndVarianceIsAboutTheRowsOwnMean() {
    SquaredErrors errors = new SquaredErrors();
    errors.add(row(1, 10), new float[] {9, 9, 2, 10}, 2, new Grid(new double[] {0.5, 0.5}));
    SquaredErrors others = new SquaredErrors();
    others.add(row(3, 14), new float[] {3, 12}, 0, new Grid(new double[] {0.5, 0.5}));

    SquaredErrors all = new SquaredErrors().merge(errors).merge(others);

    assertThat(all.rows()).isEqualTo(2);
    // (1 - 2)² + 0 + 0 + (14 - 12)² over four numbers.
    assertThat(all.mse()).isEqualTo(5 / 4.0);
    // Of the numbers 10 and 3 come back, of the rows none does.
    assertThat(all.losslessNumbers()).isEqualTo(0.5);
    assertThat(all.lossless()).isZero();
    // About the means 2 and 12 the rows' squares sum to 1 + 1 + 4 + 4.
    assertThat(all.explainedVariance()).isCloseTo(1 - 5 / 10.0, within(1e-12));
  }
}
