package org.diabolo.engine.fused.kernel;

/**
 * {@code x} above 0 and {@code slope · x} below.
 *
 * @param slope above 0 and at most 1, so that the output has its input's sign
 */
public record LeakyRelu(float slope) implements Elementwise {
  @Override
  public void forward(float[] x, int count) {
    float a = slope;
    for (int i = 0; i < count; i++) {
      x[i] = Math.max(x[i], a * x[i]);
    }
  }

  @Override
  public void backward(float[] delta, float[] y, int count) {
    float a = slope;
    for (int i = 0; i < count; i++) {
      // 1 or a: a condition would not vectorise.
      delta[i] *= Math.min(1, Math.max(a, 1 + Piecewise.STEEP * y[i]));
    }
  }
}
