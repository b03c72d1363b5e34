package org.diabolo.pipeline;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.package$;
import org.nd4j.linalg.factory.Nd4j;

/** What a result was made with. */
final class Versions {
  private Versions() {}

  static Map<String, String> present() {
    Map<String, String> versions = new TreeMap<>();
    versions.put("diabolo", version(Versions.class));
    versions.put("java", System.getProperty("java.version"));
    versions.put("spark", package$.MODULE$.SPARK_VERSION());
    versions.put("nd4j", version(Nd4j.class));
    return versions;
  }

  private static String version(Class<?> type) {
    String version = type.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }
}
