package org.diabolo.engine.fused.kernel;

/**
 * Ba et al. 2016 as DL4J has it: each vector less its mean, divided by its standard deviation (of
 * the population, with nothing added to it). A vector of equal numbers becomes 0.
 */
public final class Standardization {
  private Standardization() {}

  /**
   * @param x vectors one after the other, normalised in place
   * @param inverses written: 1 over each standard deviation; 0 where that is 0
   * @param vectors how many
   * @param size numbers of each
   */
  public static void forward(float[] x, float[] inverses, int vectors, int size) {
    for (int v = 0; v < vectors; v++) {
      int to = (v + 1) * size;
      float mean = Vectors.sum(x, v * size, to) / size;
      for (int i = v * size; i < to; i++) {
        x[i] -= mean;
      }
      double variance = Vectors.dot(x, x, v * size, to) / size;
      inverses[v] = variance > 0 ? (float) (1 / Math.sqrt(variance)) : 0;
      Vectors.scale(x, v * size, to, inverses[v]);
    }
  }

  /**
   * @param delta gradient of the normalised vectors, changed to that of what they were made of
   * @param y the normalised vectors
   * @param inverses of their standard deviations
   * @param vectors how many
   * @param size numbers of each
   */
  public static void backward(float[] delta, float[] y, float[] inverses, int vectors, int size) {
    for (int v = 0; v < vectors; v++) {
      int to = (v + 1) * size;
      float mean = Vectors.sum(delta, v * size, to) / size;
      float slope = Vectors.dot(delta, y, v * size, to) / size;
      float inverse = inverses[v];
      for (int i = v * size; i < to; i++) {
        delta[i] = inverse * (delta[i] - mean - slope * y[i]);
      }
    }
  }
}
