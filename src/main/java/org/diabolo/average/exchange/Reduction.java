package org.diabolo.average.exchange;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.diabolo.average.exchange.RoundResult.Report;

/**
 * Brings the replicas' results together. A few go to the driver as they are, many by way of
 * reducers. Both ways add in the replicas' order and give the same bits.
 */
public final class Reduction {
  /**
   * Replicas up to which the driver serves each and hears from each itself; more also exchange
   * among themselves. Of very large models fewer do.
   */
  public static final int FEW = 4;

  private Reduction() {}

  /**
   * Runs the tasks and averages what they send.
   *
   * @param results one a partition, in the replicas' order
   * @param numbers that each replica sends
   * @return the mean, weighted by examples
   */
  public static Reduced reduce(JavaRDD<RoundResult> results, long numbers) {
    boolean direct =
        results.getNumPartitions() <= FEW && numbers * Float.BYTES <= FlatBlocks.MOST_BYTES;
    return direct ? DirectReduction.reduce(results) : ScatteredReduction.reduce(results);
  }

  static double[] weights(List<Report> reports) {
    return reports.stream().mapToDouble(Report::examples).toArray();
  }
}
