package org.diabolo.rows;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;

/** Keeps Spark from logging failures of tasks that we expect and report ourselves. */
final class Silence {
  private static final List<String> LOGGERS =
      List.of("org.apache.spark.executor.Executor", "org.apache.spark.scheduler.TaskSetManager");

  private Silence() {}

  static <T> T during(Supplier<T> work) {
    Map<String, Level> before =
        LOGGERS.stream()
            .collect(Collectors.toMap(name -> name, name -> LogManager.getLogger(name).getLevel()));
    LOGGERS.forEach(name -> Configurator.setLevel(name, Level.OFF));
    try {
      return work.get();
    } finally {
      before.forEach(Configurator::setLevel);
    }
  }
}
