package org.diabolo.rows;

/** Column names as Spark's expressions take them. */
public final class Names {
  private Names() {}

  /**
   * @param column any name
   * @return the name in backticks, so that dots and spaces in it mean themselves
   */
  public static String quoted(String column) {
    return "`" + column.replace("`", "``") + "`";
  }
}
