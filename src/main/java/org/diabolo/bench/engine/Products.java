package org.diabolo.bench.engine;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import org.diabolo.engine.fused.kernel.Blas;

/** Products of square matrices by the BLAS that the fused engine uses: what the machine can do. */
final class Products {
  static final int SIZE = 512;

  /** Floating-point operations of a product, in thousands of millions. */
  static final double GIGAFLOPS = 2e-9 * SIZE * SIZE * SIZE;

  private Products() {}

  /** One product of two {@code SIZE × SIZE} matrices. */
  static Step step() {
    Blas.bind();
    BLAS blas = NativeBLAS.getInstance();
    float[] a = Networks.numbers(SIZE * SIZE, 1);
    float[] b = Networks.numbers(SIZE * SIZE, 2);
    float[] c = new float[SIZE * SIZE];
    return () -> {
      blas.sgemm("N", "N", SIZE, SIZE, SIZE, 1, a, SIZE, b, SIZE, 0, c, SIZE);
      return c[0];
    };
  }
}
