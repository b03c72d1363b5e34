package org.diabolo.spark;

import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * The steps of a stage of a run: Spark's jobs are described by them, so that people find them in
 * progress lines and on Spark's pages. Of one thread; closing gives back the description before.
 */
public final class Steps implements AutoCloseable {
  /** Spark's own key for a thread's description of its jobs. */
  public static final String DESCRIPTION = "spark.job.description";

  private final SparkContext spark;
  private final String before;
  private final int count;
  private int step;

  private Steps(SparkContext spark, int count) {
    this.spark = spark;
    this.before = spark.getLocalProperty(DESCRIPTION);
    this.count = count;
  }

  /**
   * Begins before the first step.
   *
   * @param spark whose jobs are described
   * @param count of the steps; 0 where nobody knows it before
   * @return to be closed by the same thread
   */
  public static Steps of(SparkSession spark, int count) {
    return new Steps(spark.sparkContext(), count);
  }

  /**
   * Begins the next step.
   *
   * @param what is done from now on, in words
   */
  public void next(String what) {
    step++;
    spark.setJobDescription(
        count < step ? what : "%s (step %d of %d)".formatted(what, step, count));
  }

  @Override
  public void close() {
    spark.setJobDescription(before);
  }
}
