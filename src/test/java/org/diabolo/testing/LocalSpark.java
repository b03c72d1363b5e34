package org.diabolo.testing;

import java.util.List;
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

  /**
   * @param master of a session of a program's own
   * @param settings of Hadoop's, as {@code KEY=VALUE}
   */
  public static SparkSession open(String master, List<String> settings) {
    SparkSession.Builder builder =
        SparkSession.builder().master(master).config("spark.ui.enabled", "false");
    for (String setting : settings) {
      String[] parts = setting.split("=", 2);
      builder.config("spark.hadoop." + parts[0], parts[1]);
    }
    return builder.getOrCreate();
  }
}
