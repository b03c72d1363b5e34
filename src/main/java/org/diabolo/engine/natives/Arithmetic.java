package org.diabolo.engine.natives;

/**
 * The few routines of BLAS that the engine calls, in single precision on Java arrays, column-major
 * as in Fortran; parameters as in the <a href="https://www.netlib.org/blas/">reference BLAS</a>,
 * each array followed by the place of its first number.
 */
public interface Arithmetic {
  /**
   * {@code c = alpha · op(a) · op(b) + beta · c}.
   *
   * @param transA "T" where a is read transposed, "N" where as it is
   * @param transB "T" where b is read transposed, "N" where as it is
   * @param m rows of {@code op(a)} and of c
   * @param n columns of {@code op(b)} and of c
   * @param k columns of {@code op(a)}, rows of {@code op(b)}
   * @param alpha factor of the product
   * @param a not changed
   * @param offsetA place of its first number
   * @param ldA numbers from column to column of a as it lies, at least its rows
   * @param b not changed
   * @param offsetB place of its first number
   * @param ldB numbers from column to column of b as it lies, at least its rows
   * @param beta factor of what c holds; where it is 0, c is not read
   * @param c changed
   * @param offsetC place of its first number
   * @param ldC numbers from column to column of c, at least {@code m}
   */
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

  /**
   * {@code y = alpha · op(a) · x + beta · y}.
   *
   * @param trans "T" where a is read transposed, "N" where as it is
   * @param m rows of a as it lies
   * @param n columns of a as it lies
   * @param alpha factor of the product
   * @param a not changed
   * @param offsetA place of its first number
   * @param ldA numbers from column to column of a, at least {@code m}
   * @param x not changed
   * @param offsetX place of its first number
   * @param beta factor of what y holds; where it is 0, y is not read
   * @param y changed
   * @param offsetY place of its first number
   */
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

  /**
   * {@code y = alpha · x + y}.
   *
   * @param n how many numbers
   * @param alpha factor of x
   * @param x not changed
   * @param offsetX place of its first number
   * @param y changed
   * @param offsetY place of its first number
   */
  void saxpy(int n, float alpha, float[] x, int offsetX, float[] y, int offsetY);

  /**
   * @param n how many products
   * @param x not changed
   * @param offsetX place of its first number
   * @param y not changed
   * @param offsetY place of its first number
   * @return the sum of {@code x · y}
   */
  float sdot(int n, float[] x, int offsetX, float[] y, int offsetY);
}
