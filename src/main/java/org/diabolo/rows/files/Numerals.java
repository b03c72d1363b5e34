package org.diabolo.rows.files;

import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/**
 * What is a number where it is written as text: digits with at most one point among or beside them,
 * a sign before, an exponent behind, white space around. Java would take {@code 1.5d}, {@code
 * 0x1p3} and {@code NaN} for numbers too, and in a table these are words.
 */
public final class Numerals {
  private static final String NUMERAL =
      "\\A\\s*[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?\\s*\\z";

  private Numerals() {}

  /**
   * @param text cells of text
   * @return doubles, infinite where a number is too large for one; null of what is no number
   */
  public static Column of(Column text) {
    return when(text.rlike(NUMERAL), text.cast("double"));
  }
}
