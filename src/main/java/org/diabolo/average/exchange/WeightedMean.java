package org.diabolo.average.exchange;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The mean of the replicas' numbers, weighted by the examples each has trained on. Every number is
 * summed in the replicas' order in double precision, so the same replicas give the same bits, in
 * whatever blocks and wherever it is done.
 */
public final class WeightedMean {
  private WeightedMean() {}

  /**
   * The mean of all parts.
   *
   * @param parts of equal length, in the replicas' order
   * @param weights one a part, not all 0
   * @return as long as a part, rounded to floats once
   */
  public static float[] of(List<Packed> parts, double[] weights) {
    double total = Arrays.stream(weights).sum();
    float[] mean = new float[parts.get(0).length()];
    int blocks = (mean.length + Packed.BLOCK - 1) / Packed.BLOCK;
    IntStream.range(0, blocks)
        .parallel()
        .forEach(block -> block(parts, weights, total, block * Packed.BLOCK, mean));
    return mean;
  }

  private static void block(
      List<Packed> parts, double[] weights, double total, int from, float[] mean) {
    int to = Math.min(mean.length, from + Packed.BLOCK);
    double[] sums = new double[to - from];
    for (int part = 0; part < weights.length; part++) {
      parts.get(part).addTo(sums, from, to, weights[part]);
    }
    for (int i = from; i < to; i++) {
      mean[i] = (float) (sums[i - from] / total);
    }
  }
}
