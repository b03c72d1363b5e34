package org.diabolo.search;

import java.util.Arrays;

/**
 * What was attended to in one step.
 *
 * @param data {@code [hypotheses][length]}
 * @param length steps of the memory, padding counted
 */
record Weights(float[] data, int length) {

  /**
   * @param hypothesis its number
   * @param steps of its row's memory without padding, which comes last
   * @return the weights of these steps
   */
  float[] of(int hypothesis, int steps) {
    return Arrays.copyOfRange(data, hypothesis * length, hypothesis * length + steps);
  }
}
