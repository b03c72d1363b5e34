package org.diabolo.drift;

/**
 * How often chance alone may alarm, and from what size on a difference is one. The shares of the
 * three families and of the two tests of codes together are below 5 % (Bonferroni).
 */
final class Levels {
  /** Of the test of errors. */
  static final double ERRORS = 0.01;

  /** Of all numbers of a code together. */
  static final double CODE_NUMBERS = 0.01;

  /** Of the Fréchet distance. */
  static final double CODES = 0.01;

  /** Of all inputs together, rejects among them. */
  static final double INPUTS = 0.01;

  /** Of the rows, that have larger errors than the same share had. */
  static final double LEAST_ERRORS = 0.1;

  /**
   * Of a population stability index: below it is taken for no change at all by those who go by
   * rules of thumb.
   */
  static final double LEAST_INDEX = 0.1;

  /** Of the Fréchet distance, as a share of the variance of the codes. */
  static final double LEAST_DISTANCE = 0.05;

  private Levels() {}
}
