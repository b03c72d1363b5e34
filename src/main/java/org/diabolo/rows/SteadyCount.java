package org.diabolo.rows;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.diabolo.job.DataSpec.Format;
import org.diabolo.job.DataSpec.InputSpec;

/**
 * Whether an input has as many rows whichever of its columns are read. Spark does not look at cells
 * that nobody asks for, so what it drops silently differs from one reading to another.
 */
final class SteadyCount {
  private SteadyCount() {}

  static boolean of(SparkSession spark, InputSpec input) {
    Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    options.putAll(input.options());
    boolean text = input.format() == Format.CSV || input.format() == Format.JSON;
    // What is no record is kept whatever a condition says, and a reading that does not look at a
    // cell does not find it.
    boolean conditional = text && input.where() != null;
    boolean drops = text && "DROPMALFORMED".equalsIgnoreCase(options.get("mode"));
    return !drops
        && !conditional
        && !ignores(spark, options, "ignoreCorruptFiles")
        && !ignores(spark, options, "ignoreMissingFiles");
  }

  private static boolean ignores(SparkSession spark, Map<String, String> options, String name) {
    String session = spark.conf().get("spark.sql.files." + name, "false");
    return Boolean.parseBoolean(options.getOrDefault(name, session));
  }
}
