package org.diabolo.rows.files;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file that turns out damaged only when a task reads it, in one line. */
public final class ReadFailure {
  /** Spark's own, which goes on with a stack trace. */
  private static final Pattern WHILE_READING =
      Pattern.compile("Encountered error while reading file (.+?)\\. Details:");

  private static final Pattern ONE_SENTENCE =
      Pattern.compile(
          "(Parquet column cannot be converted in file .+|\\S.* is not a Parquet file.*"
              + "|Malformed ORC file .+|File .+ does not exist(?=\\s+It is possible the underlying))");

  private static final Pattern CAUSED_BY = Pattern.compile("Caused by: [\\w.$]+: (.+)");

  private ReadFailure() {}

  /**
   * @param failure anything that went wrong
   * @return a line that names the file and says why it cannot be read; empty when it is not about a
   *     file's content
   */
  public static Optional<String> line(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      String message = each.getMessage() == null ? "" : each.getMessage();
      Matcher file = WHILE_READING.matcher(message);
      if (file.find()) {
        return Optional.of(plain(file.group(1)) + " cannot be read: " + why(each, message));
      }
      Matcher sentence = ONE_SENTENCE.matcher(message);
      if (sentence.find()) {
        return Optional.of(sentence.group(1).strip());
      }
      if (each.getClass().getName().startsWith("org.apache.parquet.")) {
        return Optional.of(reason(each));
      }
    }
    return Optional.empty();
  }

  /**
   * @param failure of a reader
   * @return the first line of the innermost message: Spark wraps the reader's own several times
   */
  public static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String name = root.getClass().getSimpleName();
    String line =
        root.getMessage() == null ? "" : root.getMessage().lines().findFirst().orElse("").strip();
    // A number or a name alone, as of an index or a class, says nothing without what it is.
    return line.isEmpty() ? name : line.contains(" ") ? line : name + ": " + line;
  }

  private static String why(Throwable found, String message) {
    if (found.getCause() != null) {
      return reason(found.getCause());
    }
    // A driver may have nothing of an executor's exception but its text.
    String last = "its content is damaged";
    Matcher cause = CAUSED_BY.matcher(message);
    while (cause.find()) {
      last = cause.group(1).strip();
    }
    return last;
  }

  private static String plain(String file) {
    return file.replaceFirst("^file:/+", "/");
  }
}
