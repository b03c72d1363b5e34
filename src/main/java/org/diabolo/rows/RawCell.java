package org.diabolo.rows;

import org.apache.spark.sql.Row;
import org.diabolo.spark.Unboxed;

/** A raw cell of a screened row, as fields take it. */
public final class RawCell {
  private RawCell() {}

  /**
   * @param row of a screened dataset
   * @param column index of the source or target
   * @return the cell: {@code byte[]} of pixels, {@code double[]}, or {@code String}
   */
  public static Object of(Row row, int column) {
    if (row.get(column) instanceof byte[] || row.get(column) instanceof String) {
      return row.get(column);
    }
    return Unboxed.doubles(row.getList(column));
  }
}
