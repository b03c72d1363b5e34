package org.diabolo.bench;

import java.util.List;
import java.util.Map;

/**
 * What a bench prints as its last line.
 *
 * @param bench name of the bench
 * @param ratios each a median over interleaved repetitions
 * @param rows one a contestant
 */
public record BenchResult(String bench, Map<String, Double> ratios, List<Row> rows) {

  /**
   * @param contestant who
   * @param examplesPerSecond of each repetition
   * @param median of them
   * @param loss mean training loss that the last repetition ended with: who trains fast must train
   */
  public record Row(
      String contestant, List<Double> examplesPerSecond, double median, double loss) {}

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
