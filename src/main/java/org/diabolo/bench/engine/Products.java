package org.diabolo.bench.engine;

import org.diabolo.engine.fused.kernel.Blas;

/** Products of square matrices by the BLAS that the fused engine uses: what the machine can do. */
final class Products {
  static final int SIZE = 512;

  /** Floating-point operations of a product, in thousands of millions. */
  static final double GIGAFLOPS = 2e-9 * SIZE * SIZE * SIZE;

  private Products() {}

  /** One product of two {@code SIZE × SIZE} matrices. */
  static Step step() {
    float[] a = Networks.numbers(SIZE * SIZE, 1);
    float[] b = Networks.numbers(SIZE * SIZE, 2);
    float[] c = new float[SIZE * SIZE];
    return () -> {
      Blas.multiply("N", "N", SIZE, SIZE, SIZE, a, 0, SIZE, b, 0, SIZE, 0, c, 0, SIZE);
      return c[0];
    };
  }
}
