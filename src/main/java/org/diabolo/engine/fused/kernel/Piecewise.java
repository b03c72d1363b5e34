package org.diabolo.engine.fused.kernel;

/** Activations made of straight lines. */
public enum Piecewise implements Elementwise {
  /** {@code x}. */
  IDENTITY {
    @Override
    public void forward(float[] x, int count) {}

    @Override
    public void backward(float[] delta, float[] y, int count) {}
  },
  /** {@code max(0, x)}. */
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
        // 1 where y is positive: a condition would not vectorise.
        delta[i] *= Math.min(1, STEEP * y[i]);
      }
    }
  },
  /** {@code min(6, max(0, x))}. */
  RELU6 {
    @Override
    public void forward(float[] x, int count) {
      for (int i = 0; i < count; i++) {
        x[i] = Math.min(6, Math.max(0, x[i]));
      }
    }

    @Override
    public void backward(float[] delta, float[] y, int count) {
      for (int i = 0; i < count; i++) {
        delta[i] *= Math.min(1, STEEP * (y[i] * (6 - y[i])));
      }
    }
  },
  /** {@code max(-1, min(1, x))}. */
  HARD_TANH {
    @Override
    public void forward(float[] x, int count) {
      for (int i = 0; i < count; i++) {
        x[i] = Math.max(-1, Math.min(1, x[i]));
      }
    }

    @Override
    public void backward(float[] delta, float[] y, int count) {
      for (int i = 0; i < count; i++) {
        delta[i] *= Math.min(1, STEEP * (1 - Math.abs(y[i])));
      }
    }
  },
  /** {@code max(0, min(1, 0.2 x + 0.5))}. */
  HARD_SIGMOID {
    @Override
    public void forward(float[] x, int count) {
      for (int i = 0; i < count; i++) {
        x[i] = Math.max(0, Math.min(1, 0.2f * x[i] + 0.5f));
      }
    }

    @Override
    public void backward(float[] delta, float[] y, int count) {
      for (int i = 0; i < count; i++) {
        delta[i] *= Math.min(0.2f, STEEP * (y[i] * (1 - y[i])));
      }
    }
  };

  /** So steep that all but 0, times this, is beyond any bound: steps are made of it. */
  static final float STEEP = Float.MAX_VALUE;
}
