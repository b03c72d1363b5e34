package org.diabolo.cli;

/** How much people want to read. */
enum Loudness {
  /** Complaints alone. */
  QUIET,
  /** Stages, progress and how it ended. */
  NORMAL,
  /** That, and what the libraries warn of. */
  VERBOSE
}
