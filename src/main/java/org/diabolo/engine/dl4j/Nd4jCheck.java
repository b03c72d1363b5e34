package org.diabolo.engine.dl4j;

import java.util.SplittableRandom;
import org.diabolo.engine.natives.Natives;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Compares a product of ND4J's with plain Java, at the first use in a JVM: a BLAS kernel that does
 * not fit the processor (OPENBLAS_CORETYPE set wrong) can give wrong numbers without a word.
 */
final class Nd4jCheck {
  private static final int SIZE = 67;
  private static final double TOLERANCE = 1e-4;
  private static boolean done;

  private Nd4jCheck() {}

  /**
   * @throws IllegalStateException when it is wrong
   */
  static synchronized void once() {
    if (done) {
      return;
    }
    // Not ND4J's random numbers: what others draw from them must not depend on this.
    SplittableRandom random = new SplittableRandom(7);
    float[] a = numbers(random);
    float[] b = numbers(random);
    long[] shape = {SIZE, SIZE};
    INDArray product = Nd4j.create(a, shape, 'c').mmul(Nd4j.create(b, shape, 'c'));
    compare(a, b, NativeArrays.get(product.dup('c')));
    done = true;
  }

  private static float[] numbers(SplittableRandom random) {
    float[] numbers = new float[SIZE * SIZE];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) (random.nextDouble() * 2 - 1);
    }
    return numbers;
  }

  /** All row-major, {@code SIZE × SIZE}. */
  static void compare(float[] a, float[] b, float[] product) {
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        double expected = 0;
        for (int k = 0; k < SIZE; k++) {
          expected += (double) a[i * SIZE + k] * b[k * SIZE + j];
        }
        double found = product[i * SIZE + j];
        if (!(Math.abs(found - expected) <= TOLERANCE)) {
          throw new IllegalStateException(
              "ND4J multiplies wrongly here ("
                  + found
                  + " instead of "
                  + expected
                  + ") with OpenBLAS's kernel "
                  + Natives.kernel()
                  + ": set OPENBLAS_CORETYPE to another, for instance HASWELL");
        }
      }
    }
  }
}
