package org.diabolo.engine;

import java.util.SplittableRandom;
import org.diabolo.engine.natives.Natives;

/**
 * Multiplies once and compares with plain Java: a BLAS kernel that does not fit the processor
 * (OPENBLAS_CORETYPE set wrong) can give wrong numbers without a word.
 */
public final class BlasCheck {
  private static final int SIZE = 97;
  private static final double TOLERANCE = 1e-6;

  private BlasCheck() {}

  /** Multiplies two square matrices. */
  @FunctionalInterface
  public interface Product {
    /**
     * @param a row-major, {@code size × size}
     * @param b row-major, {@code size × size}
     * @return their product, row-major
     */
    float[] multiply(float[] a, float[] b, int size);
  }

  /**
   * @param product to check
   * @throws IllegalStateException when it is wrong
   */
  public static void check(Product product) {
    SplittableRandom random = new SplittableRandom(7);
    float[] a = numbers(random);
    float[] b = numbers(random);
    float[] c = product.multiply(a, b, SIZE);
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        double expected = 0;
        for (int k = 0; k < SIZE; k++) {
          expected += (double) a[i * SIZE + k] * b[k * SIZE + j];
        }
        double found = c[i * SIZE + j];
        if (!(Math.abs(found - expected) <= TOLERANCE * SIZE)) {
          throw new IllegalStateException(
              "this machine's BLAS multiplies wrongly ("
                  + found
                  + " instead of "
                  + expected
                  + ") with OpenBLAS's kernel "
                  + Natives.kernel()
                  + ": set OPENBLAS_CORETYPE to one that this processor has, for instance HASWELL");
        }
      }
    }
  }

  private static float[] numbers(SplittableRandom random) {
    float[] numbers = new float[SIZE * SIZE];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) (random.nextDouble() * 2 - 1);
    }
    return numbers;
  }
}
