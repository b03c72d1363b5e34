package org.diabolo.rows;

import java.util.List;
import org.apache.spark.sql.Row;

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
    List<Double> cells = row.getList(column);
    double[] numbers = new double[cells.size()];
    int i = 0;
    for (double cell : cells) {
      numbers[i++] = cell;
    }
    return numbers;
  }
}
