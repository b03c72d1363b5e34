package org.diabolo.engine.fused.kernel;

import org.diabolo.engine.natives.Arithmetic;
import org.diabolo.engine.natives.Natives;

/**
 * Single-precision matrix products on Java arrays, column-major as in Fortran: netlib's binding
 * over the OpenBLAS that Diabolo brings, which copies nothing; pure Java where that cannot be
 * loaded.
 */
public final class Blas {
  private static final Arithmetic INSTANCE = Natives.arithmetic();

  private Blas() {}

  /**
   * {@code c = op(a) · op(b)}, where {@code op} transposes when its flag is "T"; {@code m × n} is
   * c's shape, {@code k} the inner size, {@code ld} the leading dimensions. {@code beta} is 0 to
   * write c, 1 to add to what it holds.
   *
   * @param transA "T" where a is read transposed, else "N"
   * @param transB "T" where b is read transposed, else "N"
   * @param m rows of {@code op(a)} and of c
   * @param n columns of {@code op(b)} and of c
   * @param k columns of {@code op(a)}, rows of {@code op(b)}
   * @param a column-major, not changed
   * @param offsetA place of its first number
   * @param ldA numbers from column to column of a as it lies
   * @param b column-major, not changed
   * @param offsetB place of its first number
   * @param ldB numbers from column to column of b as it lies
   * @param beta 0 or 1
   * @param c column-major, written
   * @param offsetC place of its first number
   * @param ldC numbers from column to column of c
   */
  public static void multiply(
      String transA,
      String transB,
      int m,
      int n,
      int k,
      float[] a,
      int offsetA,
      int ldA,
      float[] b,
      int offsetB,
      int ldB,
      float beta,
      float[] c,
      int offsetC,
      int ldC) {
    INSTANCE.sgemm(
        transA, transB, m, n, k, 1, a, offsetA, ldA, b, offsetB, ldB, beta, c, offsetC, ldC);
  }

  /**
   * Writes the sum of a row-major matrix's rows to {@code sums} from {@code offset} on.
   *
   * @param rows at least 1
   * @param size numbers in a row
   * @param x {@code [rows][size]}, from 0 on; not changed
   * @param sums written; {@code size} numbers
   * @param offset where they begin
   */
  public static void sumRows(int rows, int size, float[] x, float[] sums, int offset) {
    System.arraycopy(x, 0, sums, offset, size);
    for (int row = 1; row < rows; row++) {
      INSTANCE.saxpy(size, 1, x, row * size, sums, offset);
    }
  }

  /**
   * Sums each of {@code rows} rows of {@code size} numbers that follow {@code at}, as a product
   * with {@code ones}; {@code beta} is 0 to write the sums, 1 to add to what they hold.
   *
   * @param rows how many sums
   * @param size numbers in a row
   * @param x {@code [rows][size]}, from {@code at} on; not changed
   * @param at where the rows begin
   * @param ones at least {@code size} of them
   * @param beta 0 or 1
   * @param sums written; {@code rows} numbers
   * @param offset where they begin
   */
  public static void sumEach(
      int rows, int size, float[] x, int at, float[] ones, float beta, float[] sums, int offset) {
    INSTANCE.sgemv("T", size, rows, 1, x, at, size, ones, 0, beta, sums, offset);
  }

  /**
   * {@code y += x} over {@code count} numbers, from {@code atX} and {@code atY} on.
   *
   * @param count how many are added
   * @param x not changed
   * @param atX first number of x
   * @param y changed
   * @param atY first number of y
   */
  public static void add(int count, float[] x, int atX, float[] y, int atY) {
    INSTANCE.saxpy(count, 1, x, atX, y, atY);
  }

  /** Sum of the products of {@code count} numbers from {@code offset} on in both arrays. */
  static float dot(int count, float[] x, float[] y, int offset) {
    return INSTANCE.sdot(count, x, offset, y, offset);
  }

  /**
   * Sum of the squares of {@code count} numbers from {@code offset} on.
   *
   * @param count how many are squared
   * @param x not changed
   * @param offset first of them
   * @return the sum; 0 of none
   */
  public static float squares(int count, float[] x, int offset) {
    return INSTANCE.sdot(count, x, offset, x, offset);
  }
}
