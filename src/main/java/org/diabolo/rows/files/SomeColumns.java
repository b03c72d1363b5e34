package org.diabolo.rows.files;

import java.util.List;

/** Columns as one line names them: an input may have thousands. */
public final class SomeColumns {
  private static final int TOLD = 20;

  private SomeColumns() {}

  /**
   * @param columns their names
   * @return the first twenty, and how many more there are
   */
  public static String of(List<String> columns) {
    int more = columns.size() - TOLD;
    return String.join(", ", columns.subList(0, Math.min(TOLD, columns.size())))
        + (more > 0 ? ", and " + more + " more" : "");
  }
}
