package org.diabolo.engine.natives.netlib;

import dev.ludovic.netlib.blas.BLAS;
import java.util.Optional;
import org.diabolo.engine.natives.netlib.Matrices.Triangle;

/**
 * Compares a BLAS with plain Java at every odd size from 1 to 67, where kernels' tiles end in all
 * ways: the routines that the engine calls, and those that Spark ML's PCA, SVD and regressions
 * reach. A kernel that does not fit the processor, or is wrong itself (OpenBLAS 0.3.19 multiplied
 * triangular matrices wrongly on AVX-512), says nothing.
 *
 * <p>Products are not made again but multiplied with a vector, as are their factors: {@code (A · B)
 * · x = A · (B · x)}. That costs the square of the size, and a random {@code x} misses a wrong
 * number with probability 0 (Freivalds, Probabilistic machines can use less running time, 1977).
 */
final class BlasCheck {
  static final int LARGEST = 67;

  private static final String[] TRANSPOSED = {"N", "T"};

  private final BLAS blas;
  private final Matrices numbers = new Matrices(7);

  BlasCheck(BLAS blas) {
    this.blas = blas;
  }

  /**
   * @return the first routine that is wrong, and where
   */
  Optional<String> wrong() {
    for (int size = 1; size <= LARGEST; size += 2) {
      // Sixteen combinations of flags; all are met several times.
      int flags = size / 2;
      Optional<String> wrong = wrong(size, LARGEST + 1 - size, flags);
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  private Optional<String> wrong(int m, int n, int flags) {
    String transposed = TRANSPOSED[flags & 1];
    String other = TRANSPOSED[flags >> 1 & 1];
    Triangle triangle = new Triangle(flags);
    String what = null;
    if (!products(transposed, other, m, n, m * 5 % LARGEST | 1)) {
      what = "sgemm or dgemm";
    } else if (!vectors(transposed, m, n)) {
      what = "sgemv, saxpy or sdot";
    } else if (!symmetric(triangle.upper(), transposed, m, n)) {
      what = "dsyrk or dspr";
    } else if (!multipliedByTriangle(triangle, m, n)) {
      what = "dtrmm";
    } else if (!solvedByTriangle(triangle, m, n)) {
      what = "dtrsm";
    }
    return Optional.ofNullable(what).map(name -> name + " of " + m + " × " + n + " numbers");
  }

  private boolean products(String transA, String transB, int m, int n, int k) {
    int rowsA = transA.equals("N") ? m : k;
    int rowsB = transB.equals("N") ? k : n;
    double[] a = numbers.next(m * k);
    double[] b = numbers.next(k * n);
    double[] c = numbers.next(m * n);
    double[] x = numbers.next(n);
    double[] expected =
        Matrices.times(
            transA.equals("T"), rowsA, a, Matrices.times(transB.equals("T"), rowsB, b, x));
    double[] before = Matrices.times(false, m, c, x);
    for (int i = 0; i < m; i++) {
      expected[i] = 2 * expected[i] + before[i] / 2;
    }
    float[] single = Matrices.floats(c);
    blas.sgemm(
        transA,
        transB,
        m,
        n,
        k,
        2,
        Matrices.floats(a),
        rowsA,
        Matrices.floats(b),
        rowsB,
        .5f,
        single,
        m);
    blas.dgemm(transA, transB, m, n, k, 2, a, rowsA, b, rowsB, .5, c, m);
    return Matrices.near(Matrices.times(false, m, c, x), expected, Matrices.DOUBLE)
        && Matrices.near(
            Matrices.times(false, m, Matrices.doubles(single), x), expected, Matrices.SINGLE);
  }

  private boolean vectors(String trans, int m, int n) {
    boolean transposed = trans.equals("T");
    double[] a = numbers.next(m * n);
    double[] x = numbers.next(transposed ? m : n);
    double[] expected = Matrices.times(transposed, m, a, x);
    float[] y = new float[expected.length];
    blas.sgemv(trans, m, n, 1, Matrices.floats(a), m, Matrices.floats(x), 1, 0, y, 1);
    if (!Matrices.near(Matrices.doubles(y), expected, Matrices.SINGLE)) {
      return false;
    }
    double[] added = numbers.next(expected.length);
    blas.saxpy(y.length, .5f, Matrices.floats(added), 1, y, 1);
    double dot = 0;
    for (int i = 0; i < expected.length; i++) {
      expected[i] += added[i] / 2;
      dot += expected[i] * added[i];
    }
    double found = blas.sdot(y.length, y, 1, Matrices.floats(added), 1);
    return Matrices.near(Matrices.doubles(y), expected, Matrices.SINGLE)
        && Math.abs(found - dot) <= Matrices.SINGLE;
  }

  /** {@code C = op(A) · op(A)ᵀ}, of which one triangle is written, and {@code C += v · vᵀ}. */
  private boolean symmetric(boolean upper, String trans, int n, int k) {
    boolean transposed = trans.equals("T");
    int rows = transposed ? k : n;
    double[] a = numbers.next(n * k);
    double[] v = numbers.next(n);
    double[] x = numbers.next(n);
    double[] c = new double[n * n];
    String triangle = upper ? "U" : "L";
    blas.dsyrk(triangle, trans, n, k, 1, a, rows, 0, c, n);
    double[] packed = Matrices.packed(upper, n, c);
    blas.dspr(triangle, n, 1, v, 1, packed);
    double[] expected =
        Matrices.times(transposed, rows, a, Matrices.times(!transposed, rows, a, x));
    double dot = 0;
    for (int i = 0; i < n; i++) {
      dot += v[i] * x[i];
    }
    for (int i = 0; i < n; i++) {
      expected[i] += v[i] * dot;
    }
    double[] whole = Matrices.whole(upper, n, packed);
    return Matrices.near(Matrices.times(false, n, whole, x), expected, Matrices.DOUBLE);
  }

  private boolean multipliedByTriangle(Triangle triangle, int m, int n) {
    int size = triangle.left() ? m : n;
    double[] a = numbers.next(size * size);
    double[] b = numbers.next(m * n);
    double[] x = numbers.next(n);
    double[] expected = triangle.times(size, a, m, b, x);
    blas.dtrmm(
        triangle.side(),
        triangle.part(),
        triangle.trans(),
        triangle.diagonal(),
        m,
        n,
        1,
        a,
        size,
        b,
        m);
    return Matrices.near(Matrices.times(false, m, b, x), expected, Matrices.DOUBLE);
  }

  private boolean solvedByTriangle(Triangle triangle, int m, int n) {
    int size = triangle.left() ? m : n;
    double[] a = numbers.next(size * size);
    for (int i = 0; i < a.length; i++) {
      // Far from singular, with a diagonal of its own and with ones in its place.
      a[i] = i % (size + 1) == 0 ? 2 + a[i] : a[i] / size;
    }
    double[] b = numbers.next(m * n);
    double[] x = numbers.next(n);
    double[] expected = Matrices.times(false, m, b, x);
    blas.dtrsm(
        triangle.side(),
        triangle.part(),
        triangle.trans(),
        triangle.diagonal(),
        m,
        n,
        1,
        a,
        size,
        b,
        m);
    return Matrices.near(triangle.times(size, a, m, b, x), expected, Matrices.DOUBLE);
  }
}
