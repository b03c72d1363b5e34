package org.diabolo.average;

import java.util.List;
import org.apache.commons.math3.stat.StatUtils;

/** The middle of some values; of two in the middle their mean. */
final class Median {
  private Median() {}

  static double of(List<Double> values) {
    return StatUtils.percentile(values.stream().mapToDouble(Double::doubleValue).toArray(), 50);
  }
}
