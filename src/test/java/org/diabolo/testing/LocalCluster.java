package org.diabolo.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkConf;

/** Settings for executors in JVMs of their own with this JVM's class path. */
public final class LocalCluster {
  private LocalCluster() {}

  /**
   * @param master for instance {@code local-cluster[2,1,1024]}
   */
  public static SparkConf conf(String master) throws IOException {
    // Where the executors' launcher looks for Spark's jars: there may be none, all are given.
    Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
    return new SparkConf()
        .setMaster(master)
        .setAppName("diabolo tests")
        .set("spark.ui.enabled", "false")
        .set("spark.locality.wait", "1s")
        .set("spark.scheduler.minRegisteredResourcesRatio", "1.0")
        .set("spark.executor.extraClassPath", System.getProperty("java.class.path"));
  }
}
