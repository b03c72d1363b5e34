package org.diabolo.average;

import org.apache.spark.ShuffleDependency;
import org.apache.spark.api.java.JavaPairRDD;

/** Frees what shuffles leave on disk; by itself Spark waits for the driver's garbage collection. */
final class Shuffles {
  private Shuffles() {}

  /**
   * @param shuffled that {@code partitionBy} made, and that will not be computed again
   */
  static void forget(JavaPairRDD<?, ?> shuffled) {
    shuffled
        .context()
        .cleaner()
        .foreach(
            cleaner -> {
              ShuffleDependency<?, ?, ?> dependency =
                  (ShuffleDependency<?, ?, ?>) shuffled.rdd().dependencies().head();
              cleaner.doCleanupShuffle(dependency.shuffleId(), false);
              return null;
            });
  }
}
