package org.diabolo.rows.files;

import java.io.IOException;
import java.io.Reader;

/**
 * Follows the quotes of a CSV file, to learn what must be known before it is read: whether line
 * breaks stand within quotes (then it cannot be read in pieces), and whether a quote that was never
 * meant to open anything swallows the rows after it, which no reader tells.
 */
final class QuoteScan {
  private enum State {
    ROW,
    FIELD,
    PLAIN,
    QUOTED,
    ESCAPED,
    CLOSED,
    COMMENT
  }

  private final String options;
  private final char delimiter;
  private final char quote;
  private final char escape;
  private final int comment;

  private State state = State.ROW;
  private char last;
  private long line = 1;
  private long opened;
  private boolean broken;
  private boolean breaks;
  private boolean endsInFeed;
  private boolean mixed;
  private String damage;

  /**
   * @param options the key of the job file that has the reader's options, for the way out
   * @param comment what begins a line that is none of the table's; -1 for nothing
   */
  QuoteScan(String options, char delimiter, char quote, char escape, int comment) {
    this.options = options;
    this.delimiter = delimiter;
    this.quote = quote;
    this.escape = escape;
    this.comment = comment;
  }

  /** Reads to the end, or to the first damage. */
  QuoteScan read(Reader in) throws IOException {
    char[] buffer = new char[1 << 16];
    boolean first = true;
    for (int n = in.read(buffer); n >= 0 && damage == null; n = in.read(buffer)) {
      // A byte order mark is no part of the first field.
      for (int i = first && n > 0 && buffer[0] == '\uFEFF' ? 1 : 0; i < n; i++) {
        accept(buffer[i]);
      }
      first = first && n == 0;
    }
    if ((state == State.QUOTED || state == State.ESCAPED) && broken) {
      damaged("is never closed");
    }
    if (damage == null && breaks && mixed) {
      damage = "ends some lines in CR LF and others in LF alone, and has line breaks within quotes";
    }
    return this;
  }

  /** Whether a line break stands within quotes. */
  boolean breaks() {
    return breaks;
  }

  /** What is wrong; null for nothing. */
  String damage() {
    return damage;
  }

  private void accept(char c) {
    boolean feed = c == '\n' && last == '\r';
    boolean end = c == '\n' || c == '\r';
    if (end && !feed) {
      line++;
    }
    switch (state) {
      case QUOTED -> quoted(c, end);
      case ESCAPED -> state = State.QUOTED;
      case CLOSED -> closed(c, end);
      case COMMENT -> state = end ? State.ROW : State.COMMENT;
      case PLAIN -> state = c == delimiter ? State.FIELD : end ? State.ROW : State.PLAIN;
      default -> begun(c, end);
    }
    if (end && state == State.ROW) {
      // A reader of whole files takes the first line's end for all of them.
      endsInFeed |= line == 2 && !feed && c == '\n';
      mixed |= feed && endsInFeed;
    }
    last = c;
  }

  private void begun(char c, boolean end) {
    if (state == State.ROW && c == comment) {
      state = State.COMMENT;
    } else if (c == quote) {
      state = State.QUOTED;
      opened = line;
      broken = false;
    } else {
      state = c == delimiter ? State.FIELD : end ? State.ROW : State.PLAIN;
    }
  }

  private void quoted(char c, boolean end) {
    if (c == escape && escape != quote) {
      state = State.ESCAPED;
    } else if (c == quote) {
      state = State.CLOSED;
    } else if (end) {
      broken = true;
      breaks = true;
    }
  }

  private void closed(char c, boolean end) {
    if (c == quote && escape == quote) {
      state = State.QUOTED;
    } else if (c == delimiter || end) {
      state = end ? State.ROW : State.FIELD;
    } else if (c > ' ') {
      if (broken) {
        damaged("is closed in line " + line + " in the middle of a field");
      }
      state = State.PLAIN;
    }
  }

  private void damaged(String how) {
    if (damage == null) {
      damage =
          "a quote is opened in line "
              + opened
              + " and "
              + how
              + ", so the rows between would be one (where quotes mean nothing say "
              + options
              + ": {quote: \"\"}, where no line breaks are within them"
              + " {multiLine: false})";
    }
  }
}
