package org.diabolo.evaluate.text;

/** Which of two values of a metric is the better one. */
public enum Direction {
  HIGHER_IS_BETTER,
  LOWER_IS_BETTER
}
