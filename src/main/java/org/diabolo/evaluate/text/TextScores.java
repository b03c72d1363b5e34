package org.diabolo.evaluate.text;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * Several metrics over the rows of a corpus, or of a part of one, with 95 % intervals from 1,000
 * bootstrap resamples. Parts are merged in any order: what is counted comes out the same, what is a
 * mean of fractions up to rounding. Holds 8 kB for each statistic of each metric (all metrics
 * together: about 0.4 MB), whatever the number of rows.
 */
public final class TextScores implements Serializable {
  private static final int RESAMPLES = 1000;

  private final List<TextMetric> metrics;
  private final double[] sums;

  /** Null where no intervals are wanted. */
  private final BootstrapSums bootstrap;

  private long rows;

  /**
   * Over no rows yet.
   *
   * @param metrics to be computed, in this order
   * @param seed of the bootstrap; parts that are merged need the same
   */
  public TextScores(List<TextMetric> metrics, long seed) {
    this(metrics, new BootstrapSums(width(metrics), RESAMPLES, seed));
  }

  private TextScores(List<TextMetric> metrics, BootstrapSums bootstrap) {
    this.metrics = List.copyOf(metrics);
    this.sums = new double[width(metrics)];
    this.bootstrap = bootstrap;
  }

  /**
   * Over no rows yet; figures will have no intervals, and next to no memory is held.
   *
   * @param metrics to be computed, in this order
   * @return scores to add rows to
   */
  public static TextScores withoutIntervals(List<TextMetric> metrics) {
    return new TextScores(metrics, (BootstrapSums) null);
  }

  private static int width(List<TextMetric> metrics) {
    return metrics.stream().mapToInt(TextMetric::width).sum();
  }

  /**
   * Adds a row.
   *
   * @param key tells the row from others; rows of one key are resampled together
   * @param row hypotheses and references of one source
   */
  public void add(String key, Judged row) {
    double[] statistics = new double[sums.length];
    int at = 0;
    for (TextMetric metric : metrics) {
      metric.add(row, statistics, at);
      at += metric.width();
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] += statistics[i];
    }
    if (bootstrap != null) {
      byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
      bootstrap.add(MurmurHash3.hash128x64(bytes, 0, bytes.length, 0)[0], statistics);
    }
    rows++;
  }

  /**
   * Adds the rows of another part.
   *
   * @param other not changed
   * @return this
   * @throws IllegalArgumentException if the other part has other metrics or another seed, or one of
   *     them has intervals and the other none
   */
  public TextScores merge(TextScores other) {
    if (!metrics.equals(other.metrics)) {
      throw new IllegalArgumentException(
          "scores of %s cannot be added to scores of %s"
              .formatted(names(other.metrics), names(metrics)));
    }
    if ((bootstrap == null) != (other.bootstrap == null)) {
      throw new IllegalArgumentException("scores with and without intervals cannot be added");
    }
    if (bootstrap != null) {
      bootstrap.merge(other.bootstrap);
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] += other.sums[i];
    }
    rows += other.rows;
    return this;
  }

  private static String names(List<TextMetric> metrics) {
    return metrics.stream().map(TextMetric::name).collect(Collectors.joining(", "));
  }

  /**
   * @return how many rows were added, in all merged parts
   */
  public long rows() {
    return rows;
  }

  /**
   * One figure for each metric, in their order.
   *
   * @return figures; NaN where one is not defined, as over no rows
   */
  public List<TextScore> scores() {
    List<TextScore> scores = new ArrayList<>();
    int at = 0;
    for (TextMetric metric : metrics) {
      Interval interval = bootstrap == null ? Interval.NONE : bootstrap.interval(metric, at);
      scores.add(new TextScore(metric.name(), metric.value(sums, at), interval));
      at += metric.width();
    }
    return scores;
  }
}
