package org.diabolo.engine.fused.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Activations and their derivatives against double precision over a fine grid. */
class ActivationKernelTest {
  private static final int COUNT = 24_001;

  /** Off the kinks. */
  private static double grid(int i) {
    return (float) (-12 + 0.001 * i + 0.0003);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @Test
  void fromOutput() {
    check(Piecewise.RELU, x -> Math.max(0, x), 1e-7);
    check(Piecewise.RELU6, x -> Math.min(6, Math.max(0, x)), 1e-7);
    check(Piecewise.HARD_TANH, x -> Math.max(-1, Math.min(1, x)), 1e-7);
    check(Piecewise.HARD_SIGMOID, x -> Math.max(0, Math.min(1, 0.2 * x + 0.5)), 2e-7);
    check(new LeakyRelu(0.3f), x -> x > 0 ? x : 0.3f * x, 1e-6);
    check(Sigmoidal.TANH, Math::tanh, 1e-6);
    check(Sigmoidal.SIGMOID, ActivationKernelTest::sigmoid, 5e-7);
    check(Sigmoidal.SOFTSIGN, x -> x / (1 + Math.abs(x)), 5e-7);
    check(Sigmoidal.RECTIFIED_TANH, x -> Math.max(0, Math.tanh(x)), 1e-6);
    check(Sigmoidal.ELU, x -> x > 0 ? x : Math.expm1(x), 6e-7);
    check(
        Sigmoidal.SELU,
        x -> 1.0507009873554805 * (x > 0 ? x : 1.6732632423543773 * Math.expm1(x)),
        2e-6);
    check(Sigmoidal.SOFTPLUS, x -> Math.log1p(Math.exp(x)), 1e-6);
  }

  /** At the kinks the slopes are DL4J's, next to them those of the side. */
  @Test
  void slopesAtKinks() {
    float up = Math.nextUp(6f) - 6;
    slopes(new LeakyRelu(0.3f), new float[] {-1e-30f, 0, 1e-30f}, 0.3f, 1, 1);
    slopes(Piecewise.RELU6, new float[] {0, 1e-30f, 6 - up, 6}, 0, 1, 1, 0);
    slopes(Piecewise.HARD_TANH, new float[] {-1, -0.9999999f, 0, 0.9999999f, 1}, 0, 1, 1, 1, 0);
    slopes(Piecewise.HARD_SIGMOID, new float[] {0, 1e-30f, 0.9999999f, 1}, 0, 0.2f, 0.2f, 0);
    slopes(Sigmoidal.RECTIFIED_TANH, new float[] {0, 1e-30f}, 0, 1);
    slopes(
        Sigmoidal.SELU,
        new float[] {-1e-30f, 0, 1e-30f, 40},
        1.758099f,
        1.758099f,
        1.050701f,
        1.050701f);
  }

  private static void slopes(Elementwise kernel, float[] y, float... expected) {
    float[] delta = new float[y.length];
    Arrays.fill(delta, 1);
    kernel.backward(delta, y, y.length);
    assertThat(delta).as(kernel.toString()).containsExactly(expected, within(1e-6f));
  }

  private static void check(Elementwise kernel, DoubleUnaryOperator exact, double tolerance) {
    float[] y = new float[COUNT];
    float[] delta = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      y[i] = (float) grid(i);
      delta[i] = 2;
    }
    kernel.forward(y, COUNT);
    kernel.backward(delta, y, COUNT);
    compare(kernel.toString(), y, delta, exact, tolerance);
  }

  @Test
  void fromInput() {
    check(FromInput.CUBE, x -> x * x * x, 3e-4);
    check(FromInput.SWISH, x -> x * sigmoid(x), 3e-6);
    check(FromInput.GELU, x -> x * sigmoid(1.702 * x), 3e-6);
    // DL4J's derivative is not quite that of its function.
    check(
        FromInput.PRECISE_GELU,
        x -> x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + Math.pow(0.044715 * x, 3)))),
        2e-4);
  }

  private static void check(FromInput kernel, DoubleUnaryOperator exact, double tolerance) {
    float[] x = new float[COUNT];
    float[] y = new float[COUNT];
    float[] delta = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      x[i] = (float) grid(i);
      delta[i] = 2;
    }
    kernel.forward(x, y, COUNT);
    kernel.backward(delta, x, COUNT);
    compare(kernel.toString(), y, delta, exact, tolerance);
  }

  private static void compare(
      String name, float[] y, float[] delta, DoubleUnaryOperator exact, double tolerance) {
    double h = 1e-5;
    for (int i = 0; i < COUNT; i++) {
      double x = grid(i);
      assertThat((double) y[i])
          .as("%s at %s", name, x)
          .isCloseTo(exact.applyAsDouble(x), within(tolerance));
      double slope = (exact.applyAsDouble(x + h) - exact.applyAsDouble(x - h)) / (2 * h);
      assertThat(delta[i] / 2.0)
          .as("slope of %s at %s", name, x)
          .isCloseTo(slope, within(2 * tolerance + 1e-9));
    }
  }
}
