package org.diabolo.engine.fused.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against the equations in double precision; the slopes by central differences. */
class LstmCellTest {
  private static final int COUNT = 67;
  private static final int FROM = 3;
  private static final double STEP = 1e-5;

  private final Random random = new Random(6);
  private final float[] i = numbers();
  private final float[] f = numbers();
  private final float[] o = numbers();
  private final float[] g = numbers();
  private final float[] previous = numbers();
  private final float[] out = numbers();
  private final float[] cell = new float[COUNT];
  private final float[] activated = new float[COUNT];

  private float[] numbers() {
    float[] numbers = new float[COUNT];
    for (int k = 0; k < COUNT; k++) {
      numbers[k] = (float) (2 * random.nextGaussian());
    }
    return numbers;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** Cell and output of i, f, o, g and the cell before. */
  private static double[] step(double... z) {
    double cell = sigmoid(z[1]) * z[4] + sigmoid(z[3]) * Math.tanh(z[0]);
    return new double[] {cell, sigmoid(z[2]) * Math.tanh(cell)};
  }

  private double[] inputs(int k) {
    return new double[] {i[k], f[k], o[k], g[k], previous[k]};
  }

  @Test
  void outputsAndGradientsFollowTheEquations() {
    double[][] inputs = new double[COUNT][];
    for (int k = 0; k < COUNT; k++) {
      inputs[k] = inputs(k);
    }
    float before = out[0];
    LstmCell.forward(i, f, o, g, previous, cell, activated, out, FROM, COUNT);
    assertThat(out[0]).isEqualTo(before);
    for (int k = FROM; k < COUNT; k++) {
      double[] expected = step(inputs[k]);
      assertThat((double) cell[k]).isCloseTo(expected[0], within(1e-5));
      assertThat((double) out[k]).isCloseTo(expected[1], within(1e-5));
    }
    float[] dOut = numbers();
    float[] dCell = numbers();
    float[] later = dCell.clone();
    LstmCell.backward(i, f, o, g, previous, dCell, activated, dOut, FROM, COUNT);
    for (int k = FROM; k < COUNT; k++) {
      float[] found = {i[k], f[k], o[k], g[k], activated[k]};
      for (int input = 0; input < found.length; input++) {
        double[] up = inputs[k].clone();
        double[] down = inputs[k].clone();
        up[input] += STEP;
        down[input] -= STEP;
        double cellSlope = (step(up)[0] - step(down)[0]) / (2 * STEP);
        double outSlope = (step(up)[1] - step(down)[1]) / (2 * STEP);
        assertThat((double) found[input])
            .as("gradient of input %d", input)
            .isCloseTo(later[k] * cellSlope + dOut[k] * outSlope, within(2e-5));
      }
    }
  }
}
