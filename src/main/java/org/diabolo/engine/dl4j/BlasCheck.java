package org.diabolo.engine.dl4j;

import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Multiplies once with the BLAS kernel that was chosen and compares with plain Java: a kernel that
 * does not fit the processor (OPENBLAS_CORETYPE set wrong) can give wrong numbers without a word.
 */
final class BlasCheck {
  private static final int SIZE = 97;
  private static final double TOLERANCE = 1e-4;

  private BlasCheck() {}

  /** Checks at the first call of this JVM. */
  static void once() {
    Holder.touch();
  }

  private static final class Holder {
    static {
      check();
    }

    static void touch() {}
  }

  private static void check() {
    SplittableRandom random = new SplittableRandom(7);
    float[] a = numbers(random);
    float[] b = numbers(random);
    INDArray product =
        Nd4j.create(a, new long[] {SIZE, SIZE}, 'c')
            .mmul(Nd4j.create(b, new long[] {SIZE, SIZE}, 'c'));
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        double expected = 0;
        for (int k = 0; k < SIZE; k++) {
          expected += (double) a[i * SIZE + k] * b[k * SIZE + j];
        }
        double found = product.getDouble(i, j);
        if (!(Math.abs(found - expected) <= TOLERANCE * SIZE)) {
          throw new IllegalStateException(
              "this machine's BLAS multiplies wrongly ("
                  + found
                  + " instead of "
                  + expected
                  + "); OPENBLAS_CORETYPE is "
                  + System.getenv("OPENBLAS_CORETYPE")
                  + ": set it to a kernel that this processor has, for instance HASWELL");
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
