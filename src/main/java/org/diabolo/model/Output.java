package org.diabolo.model;

/**
 * What a model gives for a row or a code.
 *
 * @param value numbers in the target's units and order, not rounded, as {@code double[]}; of an
 *     image 0 to 255, the channels of a pixel together; of text a {@code String}
 * @param score of text its log-probability divided by the length penalty, the higher the better;
 *     NaN of numbers
 * @param attention of text, where it was asked for, for each token the weights over the source's
 *     steps, which sum to 1; null elsewhere
 */
public record Output(Object value, double score, float[][] attention) {

  static Output of(double[] numbers) {
    return new Output(numbers, Double.NaN, null);
  }

  /**
   * @return the text
   * @throws IllegalStateException when the model's target is numbers
   */
  public String text() {
    if (value instanceof String text) {
      return text;
    }
    throw new IllegalStateException("this model's target is numbers: ask for numbers()");
  }

  /**
   * @return the numbers, in the target's units and order
   * @throws IllegalStateException when the model's target is text
   */
  public double[] numbers() {
    if (value instanceof double[] numbers) {
      return numbers;
    }
    throw new IllegalStateException("this model's target is text: ask for text()");
  }
}
