package org.diabolo.bench;

import java.util.List;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

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
    double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
    Percentile percentile = new Percentile().withEstimationType(EstimationType.R_7);
    // commons-math has no quantile of 0.
    return share == 0 ? StatUtils.min(all) : percentile.evaluate(all, 100 * share);
  }
}
