package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.diabolo.engine.natives.Natives;
import org.diabolo.submit.Sessions;
import org.diabolo.testing.LocalCluster;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

/** A task that holds two cores multiplies with two threads, in an executor's own JVM. */
class TaskCpusIT {

  @Test
  void areTheThreadsOfAReplica() throws IOException {
    SparkConf cluster = LocalCluster.conf("local-cluster[1,2,1024]").set("spark.task.cpus", "2");
    Map<String, String> before = new HashMap<>();
    for (Tuple2<String, String> setting : cluster.getAll()) {
      before.put(setting._1(), System.setProperty(setting._1(), setting._2()));
    }
    try (SparkSession spark = Sessions.open("diabolo tests", null);
        JavaSparkContext context = new JavaSparkContext(spark.sparkContext())) {
      int threads = context.parallelize(List.of(1), 1).map(one -> Natives.threads()).first();
      // OpenBLAS takes no more than there are processors.
      assertThat(threads).isEqualTo(Math.min(2, Runtime.getRuntime().availableProcessors()));
    } finally {
      before.forEach(
          (name, value) -> {
            if (value == null) {
              System.clearProperty(name);
            } else {
              System.setProperty(name, value);
            }
          });
    }
  }
}
