package org.diabolo.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.diabolo.testing.LocalCluster;
import org.junit.jupiter.api.Test;

/** An executor that Spark gives no more tasks after failures counts no longer. */
class ExcludedExecutorIT {
  @Test
  void hasNoTaskSlots() throws Exception {
    SparkConf conf =
        LocalCluster.conf("local-cluster[2,1,1024]")
            .set("spark.cores.max", "2")
            .set("spark.excludeOnFailure.enabled", "true")
            .set("spark.excludeOnFailure.application.maxFailedTasksPerExecutor", "1");
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      // The first job waits for both executors.
      assertThat(spark.parallelize(List.of(1)).count()).isOne();
      assertThat(TaskSlots.of(spark.sc())).isEqualTo(2);

      // Fails on that executor only: Spark tries it again on the other.
      long elsewhere =
          spark.parallelize(List.of(0, 1, 2, 3), 4).map(ExcludedExecutorIT::executor).count();
      spark.sc().listenerBus().waitUntilEmpty();

      assertThat(elsewhere).isEqualTo(4);
      assertThat(TaskSlots.of(spark.sc())).isOne();
    }
  }

  private static String executor(int partition) {
    String executor = SparkEnv.get().executorId();
    if (executor.equals("0")) {
      throw new IllegalStateException("a failure on one executor, on purpose");
    }
    return executor;
  }
}
