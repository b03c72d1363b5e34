package org.diabolo.engine.fused;

/** An activation over a matrix, with the bias added in the same loop. */
enum Elementwise {
  IDENTITY {
    @Override
    void forward(float[] x, int rows, int size, float[] bias, int offset) {
      for (int row = 0, at = 0; row < rows; row++, at += size) {
        for (int j = 0; j < size; j++) {
          x[at + j] += bias[offset + j];
        }
      }
    }

    @Override
    void backward(float[] delta, float[] y, int count) {}
  },
  RELU {
    @Override
    void forward(float[] x, int rows, int size, float[] bias, int offset) {
      for (int row = 0, at = 0; row < rows; row++, at += size) {
        for (int j = 0; j < size; j++) {
          x[at + j] = Math.max(0, x[at + j] + bias[offset + j]);
        }
      }
    }

    @Override
    void backward(float[] delta, float[] y, int count) {
      for (int i = 0; i < count; i++) {
        delta[i] = y[i] > 0 ? delta[i] : 0;
      }
    }
  },
  LEAKYRELU {
    @Override
    void forward(float[] x, int rows, int size, float[] bias, int offset) {
      for (int row = 0, at = 0; row < rows; row++, at += size) {
        for (int j = 0; j < size; j++) {
          float z = x[at + j] + bias[offset + j];
          x[at + j] = Math.max(z, LEAK * z);
        }
      }
    }

    @Override
    void backward(float[] delta, float[] y, int count) {
      for (int i = 0; i < count; i++) {
        delta[i] = y[i] >= 0 ? delta[i] : LEAK * delta[i];
      }
    }
  },
  TANH {
    @Override
    void forward(float[] x, int rows, int size, float[] bias, int offset) {
      for (int row = 0, at = 0; row < rows; row++, at += size) {
        for (int j = 0; j < size; j++) {
          x[at + j] = Tanh.of(x[at + j] + bias[offset + j]);
        }
      }
    }

    @Override
    void backward(float[] delta, float[] y, int count) {
      for (int i = 0; i < count; i++) {
        delta[i] *= 1 - y[i] * y[i];
      }
    }
  },
  SIGMOID {
    @Override
    void forward(float[] x, int rows, int size, float[] bias, int offset) {
      for (int row = 0, at = 0; row < rows; row++, at += size) {
        for (int j = 0; j < size; j++) {
          x[at + j] = 0.5f + 0.5f * Tanh.of(0.5f * (x[at + j] + bias[offset + j]));
        }
      }
    }

    @Override
    void backward(float[] delta, float[] y, int count) {
      for (int i = 0; i < count; i++) {
        delta[i] *= y[i] * (1 - y[i]);
      }
    }
  };

  /** DL4J's default slope of a leaky rectifier below 0. */
  static final float LEAK = 0.01f;

  /**
   * Adds the bias and applies the function in place.
   *
   * @param x row-major, {@code rows × size}
   * @param bias whose first of {@code size} numbers stands at {@code offset}
   */
  abstract void forward(float[] x, int rows, int size, float[] bias, int offset);

  /**
   * Multiplies a gradient by the function's derivative, in place.
   *
   * @param delta gradient of the function's output
   * @param y the output
   * @param count of numbers
   */
  abstract void backward(float[] delta, float[] y, int count);
}
