package org.diabolo.store;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Names of what is on its way to its place, ours beyond doubt: {@code NAME.<16 hexadecimal
 * digits>.diabolo}.
 */
final class Unique {
  /** What they end in, as a regular expression. */
  static final String ENDING = "\\.[0-9a-f]{16}\\.diabolo";

  private Unique() {}

  static String name(String of) {
    return String.format("%s.%016x.diabolo", of, ThreadLocalRandom.current().nextLong());
  }
}
