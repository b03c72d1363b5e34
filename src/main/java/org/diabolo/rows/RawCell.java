package org.diabolo.rows;

import java.util.List;
import org.apache.spark.sql.Row;

/** A raw cell of a screened row as plain numbers. */
public final class RawCell {
  private RawCell() {}

  /**
   * @param row of a screened dataset
   * @param column index of the source or target
   * @return the cell's numbers: unsigned bytes 0 to 255, or doubles
   */
  public static double[] numbers(Row row, int column) {
    if (row.get(column) instanceof byte[] bytes) {
      double[] numbers = new double[bytes.length];
      for (int i = 0; i < bytes.length; i++) {
        numbers[i] = Byte.toUnsignedInt(bytes[i]);
      }
      return numbers;
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
