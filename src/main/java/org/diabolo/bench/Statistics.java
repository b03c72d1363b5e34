package org.diabolo.bench;

import java.util.List;

/** Order statistics of what was measured several times. */
public final class Statistics {
  private Statistics() {}

  /**
   * @param values at least one, in any order
   * @return the middle one, or the mean of the middle two
   */
  public static double median(List<Double> values) {
    return quantile(values, 0.5);
  }

  /**
   * @param values at least one, in any order
   * @param share from 0, the least, to 1, the greatest
   * @return the value that so large a share lies below, between two neighbours on the straight line
   */
  public static double quantile(List<Double> values, double share) {
    List<Double> sorted = values.stream().sorted().toList();
    double place = share * (sorted.size() - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.size() - 1);
    return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
  }
}
