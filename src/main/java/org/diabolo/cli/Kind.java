package org.diabolo.cli;

import java.util.Locale;

/**
 * How a command ended, and so whose turn it is. Exit code and {@code retry} follow from it; its
 * name, in lower case, is the {@code kind} of the last line.
 */
enum Kind {
  DONE(0),
  /** The job file, the arguments, or a path that cannot be used so: the user's turn. */
  JOB(2),
  /** The data, or what a run has left on disk: the user's turn. */
  DATA(3),
  /** A store, the network or executors do not answer: the same command later. */
  TEMPORARY(1),
  /** A model was made that does not take the champion's place: nobody's turn. */
  REFUSED(4),
  /** Another process has the run, and lives: nobody's turn. */
  OWNER(5),
  /** Out of memory, a training that diverged, or our own fault: the same would happen again. */
  FAULT(1);

  private final int exit;

  Kind(int exit) {
    this.exit = exit;
  }

  /** The exit code. */
  int exit() {
    return exit;
  }

  /** Whether the same command may succeed later. */
  boolean retry() {
    return this == TEMPORARY;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
