package org.diabolo.rows.files;

import java.util.Set;

/**
 * What a job asks of an input's columns.
 *
 * @param columns that the job names anywhere; {@code f.x} is also the field {@code x} of a struct
 * @param texts those that stay as they are written where types are inferred
 * @param numbers those of which only the numbers count, so that an integer may become a double
 * @param numerals those that are read as numbers: where types are inferred they stay texts if they
 *     are no integers, since Java reads 1.5d as a number too
 */
public record Wanted(
    Set<String> columns, Set<String> texts, Set<String> numbers, Set<String> numerals) {

  /**
   * @param column of the input, or a field within one, with dots
   * @return whether the job names it, a part of it, or what it is a part of
   */
  boolean concerns(String column) {
    return columns.stream()
        .anyMatch(
            named ->
                named.equals(column)
                    || named.startsWith(column + ".")
                    || column.startsWith(named + "."));
  }
}
