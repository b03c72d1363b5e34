package org.diabolo.retrain.gate;

import java.io.Serializable;
import java.util.Locale;

/**
 * Which held-out rows are compared, and with what.
 *
 * @param kind of the part
 * @param name of a slice's value or of a baseline; empty for others
 */
record Part(Kind kind, String name) implements Comparable<Part>, Serializable {

  /** In the order in which they are told. */
  enum Kind {
    /** All held-out rows. */
    ALL,
    /** Those that were held out when the champion was trained. */
    OLD,
    /** Those that the champion's corpus did not have. */
    NEW,
    /** Those with one value of {@code evaluate.by}. */
    SLICE,
    /** All of them, beside a baseline in the champion's place. */
    BASELINE
  }

  static Part of(Kind kind) {
    return new Part(kind, "");
  }

  /**
   * @return its name in reports
   */
  String label() {
    String label = kind.name().toLowerCase(Locale.ROOT);
    return name.isEmpty() ? label : label + "/" + name;
  }

  @Override
  public int compareTo(Part other) {
    int kinds = kind.compareTo(other.kind);
    return kinds != 0 ? kinds : name.compareTo(other.name);
  }
}
