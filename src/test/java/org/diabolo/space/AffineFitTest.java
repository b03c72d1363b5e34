package org.diabolo.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AffineFitTest {
  @Test
  void theMapThatThereIsIsFoundAndLeadsBack() {
    float[][] from = Gaussian.codes(new Random(3), 200, 2);
    float[][] to = new float[200][];
    for (int i = 0; i < 200; i++) {
      // Sums of products of short numbers, so that little is rounded.
      to[i] = new float[] {2 * from[i][0] - from[i][1] + 5, 4 * from[i][1] - 3};
    }

    AffineMap map = new AffineFit(from, to).map();

    double[][] right = {{2, 0}, {-1, 4}};
    for (int i = 0; i < 2; i++) {
      assertThat(map.weights().getRow(i)).containsExactly(right[i], within(1e-6));
    }
    assertThat(map.shift()).containsExactly(new double[] {5, -3}, within(1e-6));
    AffineMap both = map.inverse().after(map);
    assertThat(both.weights().getRow(0)).containsExactly(new double[] {1, 0}, within(1e-12));
    assertThat(both.weights().getRow(1)).containsExactly(new double[] {0, 1}, within(1e-12));
    assertThat(both.shift()).containsExactly(new double[] {0, 0}, within(1e-12));
  }

  @Test
  void conditionIsTheRatioOfTheLongestToTheShortestImage() {
    assertThat(AffineMap.of(new double[][] {{0, 8}, {-2, 0}}, new double[2]).condition())
        .isCloseTo(4, within(1e-12));
    assertThat(AffineMap.of(new double[][] {{3, 0}, {0, 0}}, new double[2]).condition())
        .isInfinite();
  }

  /** A number that stands still tells nothing, and what is made of the rest cannot be undone. */
  @Test
  void aDeadDimensionMakesASingularMap() {
    float[][] from = Gaussian.codes(new Random(4), 200, 3);
    float[][] to = Gaussian.codes(new Random(4), 200, 3);
    for (float[] code : from) {
      code[1] = 7;
    }

    AffineMap map = new AffineFit(from, to).map();

    assertThat(map.condition()).isGreaterThan(1e9);
    assertThat(map.weights().getRow(0)).containsExactly(new double[] {1, 0, 0}, within(0.2));
  }
}
