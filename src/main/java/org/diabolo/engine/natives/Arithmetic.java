package org.diabolo.engine.natives;

/**
 * The few routines of BLAS that the engine calls, in single precision on Java arrays, column-major
 * as in Fortran; parameters as in the <a href="https://www.netlib.org/blas/">reference BLAS</a>,
 * each array followed by the place of its first number.
 */
public interface Arithmetic {
  /** {@code c = alpha · op(a) · op(b) + beta · c}. */
  void sgemm(
      String transA,
      String transB,
      int m,
      int n,
      int k,
      float alpha,
      float[] a,
      int offsetA,
      int ldA,
      float[] b,
      int offsetB,
      int ldB,
      float beta,
      float[] c,
      int offsetC,
      int ldC);

  /** {@code y = alpha · op(a) · x + beta · y}. */
  void sgemv(
      String trans,
      int m,
      int n,
      float alpha,
      float[] a,
      int offsetA,
      int ldA,
      float[] x,
      int offsetX,
      float beta,
      float[] y,
      int offsetY);

  /** {@code y = alpha · x + y}. */
  void saxpy(int n, float alpha, float[] x, int offsetX, float[] y, int offsetY);

  /**
   * @return the sum of {@code x · y}
   */
  float sdot(int n, float[] x, int offsetX, float[] y, int offsetY);
}
