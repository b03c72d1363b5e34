package org.diabolo.evaluate.text;

import java.io.Serializable;

/**
 * A figure over a corpus that follows from sums over its rows. Each row adds a fixed number of
 * statistics, so rows may be summed in any order, in parts, and weighted.
 */
public interface TextMetric extends Serializable {
  /** As written in job files and reports. */
  String name();

  /** How many statistics a row adds. */
  int width();

  /** How many hypotheses a row must have for the figure to be what its name says. */
  default int hypotheses() {
    return 1;
  }

  /** Adds a row's statistics to {@code sums[at]} to {@code sums[at + width() - 1]}. */
  void add(Judged row, double[] sums, int at);

  /**
   * The figure of all rows whose statistics were added up.
   *
   * @return NaN if it is not defined, as over no rows
   */
  double value(double[] sums, int at);
}
