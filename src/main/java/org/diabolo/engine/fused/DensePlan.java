package org.diabolo.engine.fused;

/**
 * A dense layer: {@code y = f(x · W + b)}. W lies column-major at {@code weights} in the flat
 * parameters, b at {@code bias}, as DL4J has them.
 *
 * @param nIn numbers a row that come in
 * @param nOut numbers a row that go out
 * @param weights offset of W
 * @param bias offset of b
 * @param activation f
 */
record DensePlan(int nIn, int nOut, int weights, int bias, Elementwise activation) {

  int parameters() {
    return nIn * nOut + nOut;
  }

  /** Offset of the layer's parameters, which lie together. */
  int first() {
    return Math.min(weights, bias);
  }

  /** Row-major x and y are column-major xᵀ and yᵀ: yᵀ = Wᵀ xᵀ, added to the bias. */
  void forward(float[] parameters, float[] x, int rows, float[] y) {
    for (int row = 0; row < rows; row++) {
      System.arraycopy(parameters, bias, y, row * nOut, nOut);
    }
    Blas.multiply("T", "N", nOut, rows, nIn, parameters, weights, nIn, x, 0, nIn, 1, y, 0, nOut);
    activation.forward(y, rows * nOut);
  }

  /**
   * @param delta gradient of y on entry, of the product on return
   * @param gradients of all parameters; this layer's are written
   * @param deltaIn gradient of x, written; null where nothing asks for it
   */
  void backward(
      float[] parameters,
      float[] x,
      float[] y,
      int rows,
      float[] delta,
      float[] gradients,
      float[] deltaIn) {
    activation.backward(delta, y, rows * nOut);
    Blas.multiply("N", "T", nIn, nOut, rows, x, 0, nIn, delta, 0, nOut, 0, gradients, weights, nIn);
    Blas.sumRows(rows, nOut, delta, gradients, bias);
    if (deltaIn != null) {
      Blas.multiply(
          "N", "N", nIn, rows, nOut, parameters, weights, nIn, delta, 0, nOut, 0, deltaIn, 0, nIn);
    }
  }
}
