package org.diabolo.average;

import java.util.List;

/** The middle of some values; of the two in the middle the larger. */
final class Median {
  private Median() {}

  static double of(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
