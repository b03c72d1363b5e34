package org.diabolo.engine.natives.netlib;

import java.util.SplittableRandom;

/** Random matrices, column-major, and what is done with them in plain Java. */
final class Matrices {
  /** How far sums of 67 products of numbers below 1 may be from each other. */
  static final double DOUBLE = 1e-10;

  static final double SINGLE = 1e-2;

  private final SplittableRandom random;

  Matrices(long seed) {
    random = new SplittableRandom(seed);
  }

  /** As many numbers from -1 to 1. */
  double[] next(int count) {
    return random.doubles(count, -1, 1).toArray();
  }

  /** A matrix of so many rows, or its transpose, times a vector. */
  static double[] times(boolean transposed, int rows, double[] matrix, double[] vector) {
    int columns = matrix.length / rows;
    double[] product = new double[transposed ? columns : rows];
    for (int column = 0; column < columns; column++) {
      for (int row = 0; row < rows; row++) {
        double number = matrix[column * rows + row];
        if (transposed) {
          product[column] += number * vector[row];
        } else {
          product[row] += number * vector[column];
        }
      }
    }
    return product;
  }

  /** Whether no number is further from what is expected; NaN is far from everything. */
  static boolean near(double[] found, double[] expected, double tolerance) {
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs(found[i] - expected[i]) <= tolerance)) {
        return false;
      }
    }
    return true;
  }

  /** One triangle of a square matrix, its columns one after the other, as BLAS packs it. */
  static double[] packed(boolean upper, int n, double[] matrix) {
    double[] packed = new double[n * (n + 1) / 2];
    int at = 0;
    for (int column = 0; column < n; column++) {
      for (int row = upper ? 0 : column; row < (upper ? column + 1 : n); row++) {
        packed[at++] = matrix[column * n + row];
      }
    }
    return packed;
  }

  /** The symmetric matrix of a packed triangle. */
  static double[] whole(boolean upper, int n, double[] packed) {
    double[] matrix = new double[n * n];
    int at = 0;
    for (int column = 0; column < n; column++) {
      for (int row = upper ? 0 : column; row < (upper ? column + 1 : n); row++) {
        matrix[column * n + row] = packed[at];
        matrix[row * n + column] = packed[at++];
      }
    }
    return matrix;
  }

  static float[] floats(double[] doubles) {
    float[] floats = new float[doubles.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) doubles[i];
    }
    return floats;
  }

  static double[] doubles(float[] floats) {
    double[] doubles = new double[floats.length];
    for (int i = 0; i < floats.length; i++) {
      doubles[i] = floats[i];
    }
    return doubles;
  }

  /**
   * How BLAS is told of a triangular matrix.
   *
   * @param left whether it stands left of the other matrix
   * @param upper which triangle is read
   * @param transposed whether it is meant transposed
   * @param ones whether its diagonal is taken for ones
   */
  record Triangle(boolean left, boolean upper, boolean transposed, boolean ones) {
    /** One of the sixteen that there are. */
    Triangle(int flags) {
      this((flags & 1) == 0, (flags & 2) == 0, (flags & 4) != 0, (flags & 8) != 0);
    }

    String side() {
      return left ? "L" : "R";
    }

    String part() {
      return upper ? "U" : "L";
    }

    String trans() {
      return transposed ? "T" : "N";
    }

    String diagonal() {
      return ones ? "U" : "N";
    }

    /** {@code op(A) · B · x}, or {@code B · op(A) · x}; A is {@code size × size}, B of m rows. */
    double[] times(int size, double[] a, int m, double[] b, double[] x) {
      double[] full = new double[size * size];
      for (int column = 0; column < size; column++) {
        for (int row = 0; row < size; row++) {
          boolean read = upper ? row <= column : row >= column;
          double number = read ? a[column * size + row] : 0;
          full[column * size + row] = ones && row == column ? 1 : number;
        }
      }
      return left
          ? Matrices.times(transposed, size, full, Matrices.times(false, m, b, x))
          : Matrices.times(false, m, b, Matrices.times(transposed, size, full, x));
    }
  }
}
