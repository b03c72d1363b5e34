package org.diabolo.cli;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.diabolo.store.Application;

/** What a cluster calls an application whose driver it starts again when it is lost. */
final class Applications {
  private Applications() {}

  /** The application that this process is an attempt of. */
  static Application of(SparkSession spark) {
    String yarn = spark.sparkContext().getConf().get("spark.yarn.app.id", "");
    if (!yarn.isEmpty()) {
      // In client mode there are no attempts: nobody starts this process again.
      return spark.sparkContext().applicationAttemptId().isEmpty()
          ? Application.NONE
          : new Application(yarn, number(spark.sparkContext().applicationAttemptId().get()));
    }
    // A standalone cluster does not count, but gives each attempt the driver's folder to work in.
    String driver = String.valueOf(Path.of("").toAbsolutePath().getFileName());
    return Boolean.getBoolean("spark.driver.supervise") && driver.startsWith("driver-")
        ? new Application(
            driver,
            ProcessHandle.current()
                .info()
                .startInstant()
                .map(java.time.Instant::toEpochMilli)
                .orElse(0L))
        : Application.NONE;
  }

  private static long number(String attempt) {
    String digits = attempt.replaceFirst("^.*\\D", "");
    return digits.isEmpty() ? 0 : Long.parseLong(digits);
  }
}
