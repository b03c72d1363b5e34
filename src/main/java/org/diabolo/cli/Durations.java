package org.diabolo.cli;

import java.util.Locale;

/** How long something takes, for people. */
final class Durations {
  private Durations() {}

  /** 0:07, 12:30, 1:00:05. */
  static String clock(double seconds) {
    long whole = Math.round(seconds);
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }
}
