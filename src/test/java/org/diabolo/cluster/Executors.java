package org.diabolo.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What makes {@code local-cluster} start executors with this JVM's class path. */
final class Executors {
  static final String TWO_OF_ONE_CORE = "local-cluster[2,1,1024]";

  private Executors() {}

  interface Work {
    void run() throws IOException;
  }

  /** Spark reads its settings from system properties while the work runs. */
  static void with(Work work) throws IOException {
    Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
    Map<String, String> settings =
        Map.of(
            "spark.executor.extraClassPath",
            System.getProperty("java.class.path"),
            "spark.executor.extraJavaOptions",
            "-Dlog4j2.configurationFile=" + Path.of("conf/log4j2.properties").toAbsolutePath(),
            "spark.ui.enabled",
            "false");
    settings.forEach(System::setProperty);
    try {
      work.run();
    } finally {
      settings.keySet().forEach(System::clearProperty);
    }
  }
}
