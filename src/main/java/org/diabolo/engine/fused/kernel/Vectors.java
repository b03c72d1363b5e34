package org.diabolo.engine.fused.kernel;

import java.util.Arrays;

/** Sums and products over whole arrays; see {@link Elementwise} for why at one index. */
public final class Vectors {
  private Vectors() {}

  /**
   * {@code y += x} over the first {@code count} numbers.
   *
   * @param x not changed
   * @param y changed
   * @param count of numbers, from 0 on
   */
  public static void add(float[] x, float[] y, int count) {
    for (int i = 0; i < count; i++) {
      y[i] += x[i];
    }
  }

  /**
   * {@code z = x · y}, number by number, over the first {@code count}.
   *
   * @param x not changed
   * @param y not changed
   * @param z written; may be x or y
   * @param count of numbers, from 0 on
   */
  public static void multiply(float[] x, float[] y, float[] z, int count) {
    for (int i = 0; i < count; i++) {
      z[i] = x[i] * y[i];
    }
  }

  /**
   * {@code x *= factor} from {@code from} to before {@code to}.
   *
   * @param x changed
   * @param from first number
   * @param to number after the last
   * @param factor of each number
   */
  public static void scale(float[] x, int from, int to, float factor) {
    for (int i = from; i < to; i++) {
      x[i] *= factor;
    }
  }

  /**
   * The largest number from {@code from} to before {@code to}.
   *
   * @param x not changed
   * @param from first number
   * @param to number after the last
   * @return negative infinity of none; NaN where one is NaN
   */
  public static float max(float[] x, int from, int to) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      max = Math.max(max, x[i]);
    }
    return max;
  }

  /**
   * The sum from {@code from} to before {@code to}. Eight sums side by side: the JVM's compiler may
   * not change the order of one.
   *
   * @param x not changed
   * @param from first number
   * @param to number after the last
   * @return 0 of none
   */
  public static float sum(float[] x, int from, int to) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    float e = 0;
    float f = 0;
    float g = 0;
    float h = 0;
    int i = from;
    for (; i + 7 < to; i += 8) {
      a += x[i];
      b += x[i + 1];
      c += x[i + 2];
      d += x[i + 3];
      e += x[i + 4];
      f += x[i + 5];
      g += x[i + 6];
      h += x[i + 7];
    }
    for (; i < to; i++) {
      a += x[i];
    }
    return a + b + (c + d) + (e + f + (g + h));
  }

  /**
   * The inner product of both arrays' numbers from {@code from} to before {@code to}.
   *
   * @param x not changed
   * @param y not changed
   * @param from first number
   * @param to number after the last
   * @return 0 of none
   */
  public static float dot(float[] x, float[] y, int from, int to) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    float e = 0;
    float f = 0;
    float g = 0;
    float h = 0;
    int i = from;
    for (; i + 7 < to; i += 8) {
      a += x[i] * y[i];
      b += x[i + 1] * y[i + 1];
      c += x[i + 2] * y[i + 2];
      d += x[i + 3] * y[i + 3];
      e += x[i + 4] * y[i + 4];
      f += x[i + 5] * y[i + 5];
      g += x[i + 6] * y[i + 6];
      h += x[i + 7] * y[i + 7];
    }
    for (; i < to; i++) {
      a += x[i] * y[i];
    }
    return a + b + (c + d) + (e + f + (g + h));
  }

  /**
   * Multiplies each vector by its mask.
   *
   * @param x vectors one after the other, changed
   * @param mask a number for each; null where all is there
   * @param vectors how many
   * @param size numbers of each
   */
  public static void mask(float[] x, float[] mask, int vectors, int size) {
    if (mask == null) {
      return;
    }
    for (int v = 0; v < vectors; v++) {
      if (mask[v] == 0) {
        // Not multiplied: what is padded need not be finite.
        Arrays.fill(x, v * size, (v + 1) * size, 0);
      } else if (mask[v] != 1) {
        scale(x, v * size, (v + 1) * size, mask[v]);
      }
    }
  }

  /**
   * Writes the transpose of a row-major matrix.
   *
   * @param from {@code [rows][columns]}, not changed
   * @param rows of the matrix, not of its transpose
   * @param columns of the matrix
   * @param to written from {@code offset} on
   * @param offset place of the transpose's first number
   */
  public static void transpose(float[] from, int rows, int columns, float[] to, int offset) {
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        to[offset + column * rows + row] = from[row * columns + column];
      }
    }
  }
}
