package org.diabolo.rows.files;

/** Where an opened input says which of its rows are no rows of its table. */
public final class MalformedRows {
  /**
   * A column beside the input's own: the whole record where it has more or fewer fields than the
   * first, or a value that is not of its column's type; null in other rows. Not every format has
   * it.
   */
  public static final String COLUMN = "__diabolo_malformed_row";

  private MalformedRows() {}
}
