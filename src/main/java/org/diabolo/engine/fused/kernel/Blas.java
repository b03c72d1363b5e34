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

  /** Writes the sum of a row-major matrix's rows to {@code sums} from {@code offset} on. */
  public static void sumRows(int rows, int size, float[] x, float[] sums, int offset) {
    System.arraycopy(x, 0, sums, offset, size);
    for (int row = 1; row < rows; row++) {
      INSTANCE.saxpy(size, 1, x, row * size, sums, offset);
    }
  }

  /**
   * Sums each of {@code rows} rows of {@code size} numbers that follow {@code at}, as a product
   * with {@code ones}; {@code beta} is 0 to write the sums, 1 to add to what they hold.
   */
  public static void sumEach(
      int rows, int size, float[] x, int at, float[] ones, float beta, float[] sums, int offset) {
    INSTANCE.sgemv("T", size, rows, 1, x, at, size, ones, 0, beta, sums, offset);
  }

  /** {@code y += x} over {@code count} numbers, from {@code atX} and {@code atY} on. */
  public static void add(int count, float[] x, int atX, float[] y, int atY) {
    INSTANCE.saxpy(count, 1, x, atX, y, atY);
  }

  /** Sum of the products of {@code count} numbers from {@code offset} on in both arrays. */
  static float dot(int count, float[] x, float[] y, int offset) {
    return INSTANCE.sdot(count, x, offset, y, offset);
  }

  /** Sum of the squares of {@code count} numbers from {@code offset} on. */
  public static float squares(int count, float[] x, int offset) {
    return INSTANCE.sdot(count, x, offset, x, offset);
  }
}
