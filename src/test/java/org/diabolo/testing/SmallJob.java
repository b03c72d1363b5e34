package org.diabolo.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** {@code job.yaml}, and its table of the {@link Tables#plane} beside it. */
public final class SmallJob {
  private SmallJob() {}

  /**
   * Leaves no Spark behind, so that commands of the same JVM open their own.
   *
   * @param folder where
   * @param rows of the table
   */
  public static void write(Path folder, int rows) throws IOException {
    Files.writeString(folder.resolve("job.yaml"), Tables.job(folder.resolve("input")));
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .getOrCreate()) {
      Tables.write(spark, Tables.plane(rows), folder.resolve("input"));
    }
  }
}
