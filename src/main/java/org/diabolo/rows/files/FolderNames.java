package org.diabolo.rows.files;

import java.util.function.Supplier;
import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.SparkSession;

/** The names of folders are texts: 007 is not 7, and 1e3 is not 1000. */
final class FolderNames {
  private static final String INFERENCE = "spark.sql.sources.partitionColumnTypeInference.enabled";

  private FolderNames() {}

  /**
   * @param open opens files
   */
  static <T> T asTexts(SparkSession spark, Supplier<T> open) {
    RuntimeConfig conf = spark.conf();
    String before = conf.get(INFERENCE);
    conf.set(INFERENCE, "false");
    try {
      return open.get();
    } finally {
      // The session may be somebody else's too.
      conf.set(INFERENCE, before);
    }
  }
}
