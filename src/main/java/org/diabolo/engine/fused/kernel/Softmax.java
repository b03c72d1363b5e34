package org.diabolo.engine.fused.kernel;

/** {@code y_i = exp(x_i) / Σ_j exp(x_j)} over each of the vectors that lie one after the other. */
public final class Softmax {
  /** Numbers that are worked on together, so that short vectors fill the loops too. */
  private static final int BLOCK = 4096;

  private Softmax() {}

  /**
   * @param x changed to its softmax
   * @param vectors how many
   * @param size numbers of each
   */
  public static void forward(float[] x, int vectors, int size) {
    forward(x, vectors, size, null);
  }

  /**
   * @param x changed to its softmax
   * @param vectors how many
   * @param size numbers of each
   * @param logSums written: for each vector {@code log Σ_j exp(x_j)}; null where nobody asks
   */
  public static void forward(float[] x, int vectors, int size, float[] logSums) {
    int together = Math.max(1, BLOCK / size);
    for (int from = 0; from < vectors; from += together) {
      int to = Math.min(from + together, vectors);
      for (int v = from; v < to; v++) {
        float max = Vectors.max(x, v * size, (v + 1) * size);
        subtract(x, v * size, (v + 1) * size, max);
        if (logSums != null) {
          logSums[v] = max;
        }
      }
      Exp.ofNegatives(x, from * size, to * size);
      for (int v = from; v < to; v++) {
        float sum = Vectors.sum(x, v * size, (v + 1) * size);
        Vectors.scale(x, v * size, (v + 1) * size, 1 / sum);
        if (logSums != null) {
          logSums[v] += (float) Math.log(sum);
        }
      }
    }
  }

  private static void subtract(float[] x, int from, int to, float number) {
    for (int i = from; i < to; i++) {
      x[i] -= number;
    }
  }

  /**
   * {@code dx_i = y_i · (dy_i - Σ_j y_j · dy_j)}.
   *
   * @param delta gradient of the softmax, changed to that of what it was taken of
   * @param y the softmax
   * @param vectors how many
   * @param size numbers of each
   */
  public static void backward(float[] delta, float[] y, int vectors, int size) {
    for (int v = 0; v < vectors; v++) {
      int to = (v + 1) * size;
      float mean = Vectors.dot(y, delta, v * size, to);
      for (int i = v * size; i < to; i++) {
        delta[i] = y[i] * (delta[i] - mean);
      }
    }
  }
}
