package org.diabolo.engine.dl4j;

import org.diabolo.engine.BlasCheck;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Checks ND4J's products at the first use in a JVM. */
final class Nd4jCheck {
  private static boolean done;

  private Nd4jCheck() {}

  static synchronized void once() {
    if (!done) {
      BlasCheck.check(Nd4jCheck::multiply);
      done = true;
    }
  }

  private static float[] multiply(float[] a, float[] b, int size) {
    long[] shape = {size, size};
    INDArray product = Nd4j.create(a, shape, 'c').mmul(Nd4j.create(b, shape, 'c'));
    return NativeArrays.get(product.dup('c'));
  }
}
