package org.diabolo.rows.files;

import java.util.Map;
import java.util.Optional;
import org.apache.parquet.ParquetRuntimeException;
import org.apache.spark.SparkException;
import org.apache.spark.SparkThrowable;
import org.diabolo.store.Reason;

/**
 * A file that turns out damaged only when a task reads it, in one line. Spark's exceptions are told
 * by their error classes, as {@code error-classes.json} of Spark 3.5 has them.
 */
public final class ReadFailure {
  /** Around whatever a reader threw. */
  private static final String WHILE_READING = "_LEGACY_ERROR_TEMP_2064";

  private static final String OF_ANOTHER_TYPE = "_LEGACY_ERROR_TEMP_2063";

  /** A file that was there when it was listed. */
  private static final String VANISHED = "_LEGACY_ERROR_TEMP_2055";

  /** Class 22 of SQLSTATE: data exceptions (ISO/IEC 9075-2, subclause 24.1). */
  private static final String DATA_EXCEPTION = "22";

  private ReadFailure() {}

  /**
   * @param failure anything that went wrong
   * @return a line that names the file and says why it cannot be read; empty when it is not about a
   *     file's content
   */
  public static Optional<String> line(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      Optional<String> line =
          each instanceof SparkThrowable spark ? line(each, spark) : Optional.empty();
      if (line.isPresent()) {
        return line;
      }
      if (each instanceof ParquetRuntimeException) {
        return Optional.of(Reason.of(each));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> line(Throwable failure, SparkThrowable spark) {
    String error = String.valueOf(spark.getErrorClass());
    Map<String, String> its = spark.getMessageParameters();
    return switch (error) {
      case WHILE_READING ->
          Optional.of(plain(its.get("path")) + " cannot be read: " + why(failure.getCause()));
      case OF_ANOTHER_TYPE ->
          Optional.of(
              "%s: column %s is %s there, and %s in other files"
                  .formatted(
                      plain(its.get("filePath")),
                      its.get("column"),
                      its.get("physicalType"),
                      its.get("logicalType")));
      case VANISHED -> Optional.of(first(its.get("message")));
      default ->
          String.valueOf(spark.getSqlState()).startsWith(DATA_EXCEPTION)
              ? Optional.of(first(failure.getMessage()))
              : Optional.empty();
    };
  }

  /**
   * @param failure of a reading
   * @return whether tasks died, for want of memory or with their executors, and so say nothing of
   *     what they read
   */
  public static boolean isOfTasks(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      boolean aborted =
          each instanceof SparkException spark
              && spark.getCause() == null
              && spark.getErrorClass() == null;
      if (aborted || each instanceof Error) {
        return true;
      }
    }
    return false;
  }

  private static String why(Throwable cause) {
    return cause == null ? "its content is damaged" : Reason.of(cause);
  }

  private static String first(String message) {
    return String.valueOf(message).lines().findFirst().orElse("").strip();
  }

  private static String plain(String file) {
    return String.valueOf(file).replaceFirst("^file:/+", "/");
  }
}
