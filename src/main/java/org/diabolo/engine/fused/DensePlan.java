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

  /** Row-major x and y are column-major xᵀ and yᵀ: yᵀ = Wᵀ xᵀ. */
  void forward(float[] parameters, float[] x, int rows, float[] y) {
    Blas.multiply("T", "N", nOut, rows, nIn, 1, parameters, weights, nIn, x, 0, nIn, y, 0, nOut);
    activation.forward(y, rows, nOut, parameters, bias);
  }

  /**
   * @param delta gradient of y on entry, of the product on return
   * @param gradients of the parameters, written
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
    Blas.multiply("N", "T", nIn, nOut, rows, 1, x, 0, nIn, delta, 0, nOut, gradients, weights, nIn);
    for (int j = 0; j < nOut; j++) {
      gradients[bias + j] = delta[j];
    }
    for (int row = 1, at = nOut; row < rows; row++, at += nOut) {
      for (int j = 0; j < nOut; j++) {
        gradients[bias + j] += delta[at + j];
      }
    }
    if (deltaIn != null) {
      Blas.multiply(
          "N", "N", nIn, rows, nOut, 1, parameters, weights, nIn, delta, 0, nOut, deltaIn, 0, nIn);
    }
  }
}
