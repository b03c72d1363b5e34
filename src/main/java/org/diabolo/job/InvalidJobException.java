package org.diabolo.job;

import java.util.List;

/** The job file or the command line asks for something that cannot be done; exit code 2. */
public final class InvalidJobException extends RuntimeException {
  private final transient List<String> lines;

  /**
   * @param lines everything that is wrong, one readable line each, at least one
   */
  public InvalidJobException(List<String> lines) {
    super(String.join("\n", lines));
    this.lines = List.copyOf(lines);
  }

  /**
   * @param line what is wrong and how to mend it
   * @param cause by which it was found
   */
  public InvalidJobException(String line, Throwable cause) {
    super(line, cause);
    this.lines = List.of(line);
  }

  /**
   * @param line what is wrong and how to mend it
   */
  public InvalidJobException(String line) {
    this(List.of(line));
  }

  /**
   * @return everything that is wrong, one line each
   */
  public List<String> lines() {
    return lines;
  }
}
