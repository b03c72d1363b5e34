package org.diabolo.spark;

import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;

/** Gives Spark's jobs and stages names that a person can read, instead of lines of code. */
public final class Described {
  private static final String STAGE = "callSite.short";
  private static final String STAGE_DETAILS = "callSite.long";

  private final JavaSparkContext spark;

  /**
   * Names jobs of one context.
   *
   * @param spark that runs them
   */
  public Described(JavaSparkContext spark) {
    this.spark = spark;
  }

  /**
   * Does work; the jobs that this thread starts meanwhile are named. After it they are named as the
   * caller had it.
   *
   * @param <T> what the work returns
   * @param what it is, in a few words
   * @param work to do
   * @return what the work returned
   */
  public <T> T as(String what, Supplier<T> work) {
    String job = spark.getLocalProperty(Steps.DESCRIPTION);
    String stage = spark.getLocalProperty(STAGE);
    String details = spark.getLocalProperty(STAGE_DETAILS);
    spark.setJobDescription(what);
    // A stage is named after the call site at which its RDD was made.
    spark.setCallSite(what);
    try {
      return work.get();
    } finally {
      spark.setLocalProperty(Steps.DESCRIPTION, job);
      spark.setLocalProperty(STAGE, stage);
      spark.setLocalProperty(STAGE_DETAILS, details);
    }
  }
}
