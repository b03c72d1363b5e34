package org.diabolo.spark;

import org.apache.spark.SparkContext;
import org.apache.spark.status.api.v1.ExecutorSummary;
import scala.collection.JavaConverters;

/**
 * Tasks that can run at once; not Spark's default parallelism, which a site may set to anything.
 * Executors that Spark excludes after failures run none.
 */
public final class TaskSlots {
  private TaskSlots() {}

  /**
   * As many as there will be: executors register one after the other, and how many replicas train
   * must not depend on who came first. On a cluster waits until no more have come for two seconds.
   *
   * @param spark whose executors are counted
   * @return at least 1
   */
  public static int settled(SparkContext spark) {
    int slots = of(spark);
    for (int quiet = 0; !spark.isLocal() && quiet < 8; quiet++) {
      try {
        Thread.sleep(250);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return slots;
      }
      int now = of(spark);
      quiet = now == slots ? quiet : 0;
      slots = now;
    }
    return slots;
  }

  /**
   * As many as there are now.
   *
   * @param spark whose executors are counted
   * @return at least 1
   */
  public static int of(SparkContext spark) {
    var profile = spark.resourceProfileManager().defaultResourceProfile();
    return Math.max(1, spark.maxNumConcurrentTasks(profile) - excluded(spark));
  }

  /** Spark counts them among those that can run. */
  private static int excluded(SparkContext spark) {
    return JavaConverters.asJavaCollection(spark.statusStore().executorList(true)).stream()
        .filter(executor -> !executor.id().equals("driver") && executor.isExcluded())
        .mapToInt(ExecutorSummary::maxTasks)
        .sum();
  }
}
