package org.diabolo.evaluate.text;

import java.io.Serializable;

/**
 * A figure over a corpus that follows from sums over its rows. Each row adds a fixed number of
 * statistics, so rows may be summed in any order, in parts, and weighted.
 */
public interface TextMetric extends Serializable {
  /**
   * As written in job files and reports.
   *
   * @return in lower case, such as {@code bleu} or {@code exact_match}
   */
  String name();

  /**
   * How many statistics a row adds.
   *
   * @return at least 1
   */
  int width();

  /**
   * How many hypotheses a row must have for the figure to be what its name says.
   *
   * @return 1 where only the best one counts
   */
  default int hypotheses() {
    return 1;
  }

  /**
   * Adds a row's statistics to {@code sums[at]} to {@code sums[at + width() - 1]}.
   *
   * @param row hypotheses and references of one source
   * @param sums of all metrics; only this one's part is changed
   * @param at where this metric's statistics begin in {@code sums}
   */
  void add(Judged row, double[] sums, int at);

  /**
   * The figure of all rows whose statistics were added up.
   *
   * @param sums of all metrics, not changed
   * @param at where this metric's statistics begin in {@code sums}
   * @return NaN if it is not defined, as over no rows
   */
  double value(double[] sums, int at);
}
