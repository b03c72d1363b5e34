package org.diabolo.engine.fused.kernel;

/**
 * An activation over an array. Each loop reads and writes at one index only, from 0 on: loops at
 * several offsets are not vectorised by the JVM's compiler, and take up to ten times as long.
 */
public enum Elementwise {
  IDENTITY {
    @Override
    public void forward(float[] x, int count) {}

    @Override
    public void backward(float[] delta, float[] y, int count) {}
  },
  RELU {
    @Override
    public void forward(float[] x, int count) {
      for (int i = 0; i < count; i++) {
        x[i] = Math.max(0, x[i]);
      }
    }

    @Override
    public void backward(float[] delta, float[] y, int count) {
      for (int i = 0; i < count; i++) {
        delta[i] *= Math.min(1, y[i] * LARGE);
      }
    }
  },
  LEAKYRELU {
    @Override
    public void forward(float[] x, int count) {
      for (int i = 0; i < count; i++) {
        x[i] = Math.max(x[i], LEAK * x[i]);
      }
    }

    @Override
    public void backward(float[] delta, float[] y, int count) {
      for (int i = 0; i < count; i++) {
        delta[i] *= Math.max(LEAK, Math.min(1, 1 + y[i] * LARGE));
      }
    }
  },
  TANH {
    @Override
    public void forward(float[] x, int count) {
      for (int i = 0; i < count; i++) {
        x[i] = Tanh.of(x[i]);
      }
    }

    @Override
    public void backward(float[] delta, float[] y, int count) {
      for (int i = 0; i < count; i++) {
        delta[i] *= 1 - y[i] * y[i];
      }
    }
  },
  SIGMOID {
    @Override
    public void forward(float[] x, int count) {
      for (int i = 0; i < count; i++) {
        x[i] = 0.5f + 0.5f * Tanh.of(0.5f * x[i]);
      }
    }

    @Override
    public void backward(float[] delta, float[] y, int count) {
      for (int i = 0; i < count; i++) {
        delta[i] *= y[i] * (1 - y[i]);
      }
    }
  };

  /** DL4J's default slope of a leaky rectifier below 0. */
  static final float LEAK = 0.01f;

  /**
   * Makes a step of 0 and 1 out of a product: a condition would neither vectorise nor be foreseen.
   */
  private static final float LARGE = 3e38f;

  /**
   * Applies the function in place.
   *
   * @param count of numbers
   */
  public abstract void forward(float[] x, int count);

  /**
   * Multiplies a gradient by the function's derivative, in place.
   *
   * @param delta gradient of the function's output
   * @param y the output
   * @param count of numbers
   */
  public abstract void backward(float[] delta, float[] y, int count);
}
