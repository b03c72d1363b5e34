package org.diabolo.spark;

/** Column names as Spark's expressions take them. */
public final class ColumnNames {
  private ColumnNames() {}

  /**
   * Quotes a name.
   *
   * @param column any name
   * @return the name in backticks, so that dots and spaces in it mean themselves
   */
  public static String quoted(String column) {
    return "`" + column.replace("`", "``") + "`";
  }
}
