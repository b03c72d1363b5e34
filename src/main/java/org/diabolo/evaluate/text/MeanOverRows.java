package org.diabolo.evaluate.text;

/** A metric that is the mean of a score that each row has by itself. */
interface MeanOverRows extends TextMetric {
  /** From 0 to 1. */
  double score(Judged row);

  @Override
  default int width() {
    return 2;
  }

  @Override
  default void add(Judged row, double[] sums, int at) {
    sums[at] += score(row);
    sums[at + 1]++;
  }

  @Override
  default double value(double[] sums, int at) {
    return sums[at] / sums[at + 1];
  }
}
