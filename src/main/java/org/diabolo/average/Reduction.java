package org.diabolo.average;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.diabolo.average.RoundResult.Report;

/**
 * Brings the replicas' results together. A few go to the driver as they are, many by way of
 * reducers. Both ways add in the replicas' order and give the same bits.
 */
final class Reduction {
  /** Results that the driver may hold at once. */
  private static final int FEW = ParameterAveraging.FEW;

  private Reduction() {}

  /**
   * @param results one a partition, in the replicas' order
   * @param numbers that each replica sends
   */
  static Reduced reduce(JavaRDD<RoundResult> results, long numbers) {
    boolean direct =
        results.getNumPartitions() <= FEW && numbers * Float.BYTES <= FlatBlocks.MOST_BYTES;
    return direct ? DirectReduction.reduce(results) : ScatteredReduction.reduce(results);
  }

  static double[] weights(List<Report> reports) {
    return reports.stream().mapToDouble(Report::examples).toArray();
  }
}
