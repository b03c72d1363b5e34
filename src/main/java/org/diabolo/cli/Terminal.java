package org.diabolo.cli;

/**
 * What standard error is.
 *
 * @param columns of the terminal; 0 when it is none
 * @param colour whether lines may be coloured
 */
record Terminal(int columns, boolean colour) {
  /** A file or a pipe. */
  static final Terminal NONE = new Terminal(0, false);

  /** In columns: what is narrower cannot be written over line by line. */
  private static final int NARROWEST = 20;

  /** That of this process, which only the launcher knows; colour is as no-color.org has it. */
  static Terminal ofProcess() {
    return of(
        Integer.getInteger("diabolo.terminal", 0),
        System.getenv("TERM"),
        System.getenv("NO_COLOR"));
  }

  static Terminal of(int columns, String kind, String noColour) {
    if (columns < NARROWEST || "dumb".equals(kind)) {
      return NONE;
    }
    return new Terminal(columns, noColour == null || noColour.isEmpty());
  }

  boolean isThere() {
    return columns > 0;
  }
}
