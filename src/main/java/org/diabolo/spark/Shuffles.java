package org.diabolo.spark;

import org.apache.spark.ShuffleDependency;
import org.apache.spark.api.java.JavaPairRDD;

/** Frees what shuffles leave on disk; by itself Spark waits for the driver's garbage collection. */
public final class Shuffles {
  private Shuffles() {}

  /**
   * Removes the files of one shuffle, on all executors.
   *
   * @param shuffled that {@code partitionBy} made, and that will not be computed again
   */
  public static void forget(JavaPairRDD<?, ?> shuffled) {
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
