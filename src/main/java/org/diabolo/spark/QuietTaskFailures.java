package org.diabolo.spark;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.LoggerConfig;

/** Keeps Spark from logging failures of tasks that we expect and report ourselves. */
public final class QuietTaskFailures {
  private static final List<String> LOGGERS =
      List.of("org.apache.spark.executor.Executor", "org.apache.spark.scheduler.TaskSetManager");

  /** Levels are one for the whole JVM: who comes first sets them, who goes last puts them back. */
  private static int wanted;

  /** Null for a logger that had none of its own. */
  private static Map<String, Level> before = Map.of();

  private QuietTaskFailures() {}

  /**
   * Does work. Meanwhile no thread of this JVM logs failures of tasks.
   *
   * @param <T> what the work returns
   * @param work to do
   * @return what the work returned
   */
  public static <T> T during(Supplier<T> work) {
    begin();
    try {
      return work.get();
    } finally {
      end();
    }
  }

  private static synchronized void begin() {
    if (wanted++ == 0) {
      before = new HashMap<>();
      LOGGERS.forEach(name -> before.put(name, own(name)));
      LOGGERS.forEach(name -> Configurator.setLevel(name, Level.OFF));
    }
  }

  private static synchronized void end() {
    if (--wanted == 0) {
      before.forEach(Configurator::setLevel);
    }
  }

  private static Level own(String name) {
    LoggerConfig config = LoggerContext.getContext(false).getConfiguration().getLoggerConfig(name);
    return config.getName().equals(name) ? config.getExplicitLevel() : null;
  }
}
