package org.diabolo.store;

import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NotDirectoryException;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/** Why something failed, in a few words for people. */
public final class Reason {
  private Reason() {}

  /**
   * @param failure of anything
   * @return the innermost of its causes; itself where it has none
   */
  public static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /**
   * @param failure of a reader or writer
   * @return the first line of the innermost message, as libraries wrap each other's, and what it
   *     announces by a colon at its end; where that says nothing without the name of its class,
   *     both
   */
  public static String of(Throwable failure) {
    Throwable root = root(failure);
    if (root instanceof AccessDeniedException denied) {
      return "Permission denied: " + denied.getFile();
    }
    if (root instanceof FileAlreadyExistsException there) {
      return "is a file, not a folder: " + there.getFile();
    }
    if (root instanceof NotDirectoryException file) {
      return "is a file, not a folder: " + file.getFile();
    }
    if (root instanceof UnknownHostException) {
      return "unknown host " + root.getMessage();
    }
    if (root instanceof UnsupportedFileSystemException) {
      return root.getMessage() + " (its connector is not on the class path; see --packages)";
    }
    String name = root.getClass().getSimpleName();
    String line = root.getMessage() == null ? "" : sentence(root.getMessage());
    // A number or a name alone, as of an index or a class, says nothing without what it is.
    return line.isEmpty() ? name : line.contains(" ") ? line : name + ": " + line;
  }

  private static String sentence(String message) {
    StringBuilder sentence = new StringBuilder();
    for (String line : message.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
      if (line.startsWith("at ")) {
        break;
      }
      sentence.append(sentence.isEmpty() ? "" : " ").append(line);
      if (!line.endsWith(":")) {
        break;
      }
    }
    return sentence.toString().replaceFirst("\\s*Details:$", "");
  }
}
