package org.diabolo.testing;

import org.apache.spark.sql.SparkSession;
import org.diabolo.engine.natives.SparkMl;

/** One local session for all tests of a JVM. */
public final class LocalSpark {
  private LocalSpark() {}

  public static SparkSession session() {
    // As the command line does.
    SparkMl.check();
    return SparkSession.builder()
        .master("local[2]")
        .appName("diabolo tests")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .getOrCreate();
  }
}
