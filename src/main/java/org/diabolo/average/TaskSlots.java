package org.diabolo.average;

import org.apache.spark.api.java.JavaSparkContext;

/**
 * Tasks that can run at once; not Spark's default parallelism, which a site may set to anything.
 */
final class TaskSlots {
  private TaskSlots() {}

  static int of(JavaSparkContext spark) {
    var profile = spark.sc().resourceProfileManager().defaultResourceProfile();
    return Math.max(1, spark.sc().maxNumConcurrentTasks(profile));
  }
}
