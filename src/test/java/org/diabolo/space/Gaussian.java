package org.diabolo.space;

import java.util.Random;

/** Codes whose numbers are independent and normally distributed. */
final class Gaussian {
  private Gaussian() {}

  static float[][] codes(Random random, int rows, int size) {
    float[][] codes = new float[rows][size];
    for (float[] code : codes) {
      for (int i = 0; i < size; i++) {
        code[i] = (float) random.nextGaussian();
      }
    }
    return codes;
  }
}
