package org.diabolo.engine.fused.kernel;

/** An activation over an array whose derivative follows from its input only. */
public enum FromInput {
  /** {@code x³}. */
  CUBE {
    @Override
    public void forward(float[] x, float[] y, int count) {
      for (int i = 0; i < count; i++) {
        y[i] = x[i] * x[i] * x[i];
      }
    }

    @Override
    public void backward(float[] delta, float[] x, int count) {
      for (int i = 0; i < count; i++) {
        delta[i] *= 3 * x[i] * x[i];
      }
    }
  },
  /** {@code x · sigmoid(x)}. */
  SWISH {
    @Override
    public void forward(float[] x, float[] y, int count) {
      gated(x, y, count, 1);
    }

    @Override
    public void backward(float[] delta, float[] x, int count) {
      gatedBack(delta, x, count, 1);
    }
  },
  /** {@code x · sigmoid(1.702 x)}: Hendrycks and Gimpel 2016, section 2. */
  GELU {
    @Override
    public void forward(float[] x, float[] y, int count) {
      gated(x, y, count, 1.702f);
    }

    @Override
    public void backward(float[] delta, float[] x, int count) {
      gatedBack(delta, x, count, 1.702f);
    }
  },
  /**
   * What DL4J calls the precise one: {@code x / 2 · (1 + tanh(√(2/π) · (x + (0.044715 x)³)))}. The
   * paper has {@code 0.044715 x³}; DL4J's derivative is another form of its own, off by up to 1e-4.
   */
  PRECISE_GELU {
    @Override
    public void forward(float[] x, float[] y, int count) {
      for (int i = 0; i < count; i++) {
        float c = 0.044715f * x[i];
        y[i] = 0.5f * x[i] * (1 + Tanh.of(0.7978846f * (x[i] + c * c * c)));
      }
    }

    @Override
    public void backward(float[] delta, float[] x, int count) {
      for (int i = 0; i < count; i++) {
        float c = 0.0356774f * x[i];
        float d = 0.0535161f * x[i];
        float t = Tanh.of(0.797885f * x[i] + c * c * c);
        delta[i] *= 0.5f + (0.398942f * x[i] + d * d * d) * (1 - t * t) + 0.5f * t;
      }
    }
  };

  /**
   * @param x not changed
   * @param y written; not the same array
   * @param count of numbers
   */
  public abstract void forward(float[] x, float[] y, int count);

  /**
   * Multiplies a gradient by the function's derivative, in place.
   *
   * @param delta gradient of the function's output
   * @param x the input
   * @param count of numbers
   */
  public abstract void backward(float[] delta, float[] x, int count);

  private static void gated(float[] x, float[] y, int count, float steepness) {
    float half = 0.5f * steepness;
    for (int i = 0; i < count; i++) {
      y[i] = x[i] * (0.5f + 0.5f * Tanh.of(half * x[i]));
    }
  }

  private static void gatedBack(float[] delta, float[] x, int count, float steepness) {
    float half = 0.5f * steepness;
    for (int i = 0; i < count; i++) {
      float t = Tanh.of(half * x[i]);
      delta[i] *= 0.5f + 0.5f * t + 0.5f * half * x[i] * (1 - t * t);
    }
  }
}
