package org.diabolo.engine.fused.kernel;

/** Sums and products over whole arrays; see {@link Elementwise} for why from index 0 on. */
public final class Vectors {
  private Vectors() {}

  /** {@code y += x} over the first {@code count} numbers. */
  public static void add(float[] x, float[] y, int count) {
    for (int i = 0; i < count; i++) {
      y[i] += x[i];
    }
  }
}
