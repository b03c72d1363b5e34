package org.diabolo.codes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import org.diabolo.encode.Made;

/**
 * What one list says, {@code _lists/NNNNNN.json}: that a set of rows belongs to the codes.
 *
 * @param number of the list
 * @param time when it was put, in ISO 8601, UTC; for people
 * @param kind what the set is to those before
 * @param set name of the set's folder in {@code _sets}; null of {@link Kind#CLEARED}
 * @param added keys in the set that were in none before
 * @param schema of the set's rows, as Spark writes it in JSON; null of {@link Kind#CLEARED}
 * @param made files of the set with lengths and sums, and what they were made from; null of {@link
 *     Kind#CLEARED}
 */
record Part(
    int number, String time, Kind kind, String set, long added, JsonNode schema, Made made) {

  /** What a set is to those before. */
  enum Kind {
    /** All rows of an input: the first. */
    ALL(true),
    /** Rows that had no code, or had other contents; they go before all older ones. */
    NEW(false),
    /** The newest rows of all sets before, which it takes the place of. */
    COMPACTED(true),
    /** No set: the number was used up, so that nobody who is late can put it. */
    CLEARED(false);

    private final boolean whole;

    Kind(boolean whole) {
      this.whole = whole;
    }

    /** Whether no set before counts any more. */
    boolean isWhole() {
      return whole;
    }
  }

  /** What lacks one of these says nothing. */
  Part {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(time, "time");
    if (kind != Kind.CLEARED) {
      Objects.requireNonNull(set, "set");
      Objects.requireNonNull(schema, "schema");
      Objects.requireNonNull(made, "made");
    }
  }

  /** A mark that nothing comes under this number. */
  static Part cleared(int number, String time) {
    return new Part(number, time, Kind.CLEARED, null, 0, null, null);
  }

  boolean hasSet() {
    return kind != Kind.CLEARED;
  }
}
