package org.diabolo.engine.fused.kernel;

/** Activations that level off on one side or both. */
public enum Sigmoidal implements Elementwise {
  /** Hyperbolic tangent. */
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
  /** {@code 1 / (1 + exp(-x))}. */
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
  },
  /** {@code x / (1 + |x|)}. */
  SOFTSIGN {
    @Override
    public void forward(float[] x, int count) {
      for (int i = 0; i < count; i++) {
        x[i] = x[i] / (1 + Math.abs(x[i]));
      }
    }

    @Override
    public void backward(float[] delta, float[] y, int count) {
      for (int i = 0; i < count; i++) {
        float rest = 1 - Math.abs(y[i]);
        delta[i] *= rest * rest;
      }
    }
  },
  /** {@code max(0, tanh(x))}. */
  RECTIFIED_TANH {
    @Override
    public void forward(float[] x, int count) {
      for (int i = 0; i < count; i++) {
        x[i] = Math.max(0, Tanh.of(x[i]));
      }
    }

    @Override
    public void backward(float[] delta, float[] y, int count) {
      for (int i = 0; i < count; i++) {
        delta[i] *= Math.min(1, Piecewise.STEEP * y[i]) * (1 - y[i] * y[i]);
      }
    }
  },
  /** {@code exp(x) - 1} below 0, {@code x} above. */
  ELU {
    @Override
    public void forward(float[] x, int count) {
      for (int i = 0; i < count; i++) {
        x[i] = Math.max(0, x[i]) + (Exp.ofNegative(Math.min(0, x[i])) - 1);
      }
    }

    @Override
    public void backward(float[] delta, float[] y, int count) {
      for (int i = 0; i < count; i++) {
        delta[i] *= Math.min(1, y[i] + 1);
      }
    }
  },
  /** Klambauer et al. 2017: a scaled {@link #ELU}. */
  SELU {
    @Override
    public void forward(float[] x, int count) {
      for (int i = 0; i < count; i++) {
        x[i] = SCALE * Math.max(0, x[i]) + SLOPE * (Exp.ofNegative(Math.min(0, x[i])) - 1);
      }
    }

    @Override
    public void backward(float[] delta, float[] y, int count) {
      for (int i = 0; i < count; i++) {
        float above = Math.min(1, Piecewise.STEEP * Math.max(0, y[i]));
        delta[i] *= Math.min(0, y[i]) + SLOPE - above * (SLOPE - SCALE);
      }
    }
  },
  /** {@code log(1 + exp(x))}; too long a formula to be vectorised. */
  SOFTPLUS {
    @Override
    public void forward(float[] x, int count) {
      for (int i = 0; i < count; i++) {
        x[i] = Math.max(0, x[i]) + Logarithm.onePlus(Exp.ofNegative(-Math.abs(x[i])));
      }
    }

    @Override
    public void backward(float[] delta, float[] y, int count) {
      for (int i = 0; i < count; i++) {
        delta[i] *= 1 - Exp.ofNegative(-y[i]);
      }
    }
  };

  private static final float SCALE = 1.0507009873554805f;
  private static final float SLOPE = SCALE * 1.6732632423543773f;
}
