package org.diabolo.cli;

import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;

/** How much of the log is shown; what is shown by default conf/log4j2.properties decides. */
final class Logs {
  private static final String OURS = "org.diabolo";

  /** They warn of much that is as it should be, and of what we tell in words of our own. */
  private static final List<String> LIBRARIES =
      List.of(
          "org.apache.spark",
          "org.apache.spark.executor.Executor",
          "org.apache.spark.scheduler.TaskSetManager",
          "org.apache.hadoop",
          "org.apache.parquet");

  private Logs() {}

  static void set(Loudness loudness) {
    if (loudness == Loudness.QUIET) {
      Configurator.setLevel(OURS, Level.WARN);
    } else if (loudness == Loudness.VERBOSE) {
      Configurator.setLevel(OURS, Level.DEBUG);
      LIBRARIES.forEach(name -> Configurator.setLevel(name, Level.WARN));
    }
  }
}
