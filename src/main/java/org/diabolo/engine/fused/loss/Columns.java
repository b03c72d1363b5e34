package org.diabolo.engine.fused.loss;

/** Weights of a vector's numbers, the same for all vectors. */
final class Columns {
  private Columns() {}

  /** Multiplies the vectors, which lie one after the other, by the weights. */
  static void multiply(float[] x, float[] weights, int vectors) {
    int size = weights.length;
    for (int v = 0; v < vectors; v++) {
      int at = v * size;
      for (int i = 0; i < size; i++) {
        x[at + i] *= weights[i];
      }
    }
  }
}
