package org.diabolo.retrain.gate;

/** Raw cells of numbers as doubles. */
final class RawNumbers {
  private RawNumbers() {}

  /**
   * @param cell {@code double[]} of a vector, or {@code byte[]} of an image's pixels
   * @return its numbers in their order
   */
  static double[] of(Object cell) {
    if (cell instanceof double[] numbers) {
      return numbers;
    }
    byte[] pixels = (byte[]) cell;
    double[] numbers = new double[pixels.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Byte.toUnsignedInt(pixels[i]);
    }
    return numbers;
  }
}
