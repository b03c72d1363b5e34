package org.diabolo.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.spark.package$;

/** What a result was made with. */
final class Versions {
  private Versions() {}

  static Map<String, String> present() {
    Map<String, String> versions = new TreeMap<>();
    versions.put("diabolo", diabolo());
    versions.put("java", System.getProperty("java.version"));
    versions.put("spark", package$.MODULE$.SPARK_VERSION());
    versions.put("nd4j", nd4j());
    return versions;
  }

  private static String diabolo() {
    String version = Versions.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }

  /** From what Maven leaves in every jar: inside our own jar, ND4J's manifest is gone. */
  private static String nd4j() {
    Properties properties = new Properties();
    try (InputStream in =
        Versions.class.getResourceAsStream("/META-INF/maven/org.nd4j/nd4j-api/pom.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "unknown");
  }
}
