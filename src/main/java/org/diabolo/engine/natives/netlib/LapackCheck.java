package org.diabolo.engine.natives.netlib;

import java.util.Optional;
import org.netlib.util.intW;

/**
 * Compares a LAPACK's singular value decomposition, {@code dgesdd}, with what it must be: the
 * product of its parts is the matrix, and their vectors are orthonormal. Spark ML's PCA and SVD end
 * there.
 */
final class LapackCheck {
  private static final int[] SIZES = {1, 5, 17, 33, 67};

  private final Decomposition lapack;
  private final Matrices numbers = new Matrices(11);

  /** LAPACK's {@code dgesdd}, with its parameters. */
  @FunctionalInterface
  interface Decomposition {
    void dgesdd(
        String job,
        int m,
        int n,
        double[] a,
        int ldA,
        double[] values,
        double[] u,
        int ldU,
        double[] vt,
        int ldVt,
        double[] work,
        int sizeOfWork,
        int[] integers,
        intW info);
  }

  LapackCheck(Decomposition lapack) {
    this.lapack = lapack;
  }

  /**
   * @return where it is wrong
   */
  Optional<String> wrong() {
    for (int n : SIZES) {
      if (!right(n)) {
        return Optional.of("dgesdd of " + n + " × " + n + " numbers");
      }
    }
    return Optional.empty();
  }

  private boolean right(int n) {
    double[] a = numbers.next(n * n);
    double[] u = new double[n * n];
    double[] values = new double[n];
    double[] vt = new double[n * n];
    double[] room = new double[8 * n * n + 7 * n];
    intW info = new intW(0);
    lapack.dgesdd(
        "A", n, n, a.clone(), n, values, u, n, vt, n, room, room.length, new int[8 * n], info);
    double[] x = numbers.next(n);
    double[] scaled = Matrices.times(false, n, vt, x);
    for (int i = 0; i < n; i++) {
      scaled[i] *= values[i];
    }
    return info.val == 0
        && Matrices.near(
            Matrices.times(false, n, u, scaled), Matrices.times(false, n, a, x), Matrices.DOUBLE)
        && orthonormal(n, u, x)
        && orthonormal(n, vt, x);
  }

  private static boolean orthonormal(int n, double[] matrix, double[] x) {
    double[] back = Matrices.times(true, n, matrix, Matrices.times(false, n, matrix, x));
    return Matrices.near(back, x, Matrices.DOUBLE);
  }
}
