package org.diabolo.rows;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.hex;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.diabolo.spark.ColumnNames;

/**
 * The one text of a key, or of a cell that rows are divided by. Bytes are told in hexadecimal,
 * upper case: most are no UTF-8, and two of them may not become one text.
 */
public final class CellText {
  private CellText() {}

  /**
   * @param rows that have the column
   * @param name of it, any
   * @return its text; null of a null
   */
  public static Column of(Dataset<Row> rows, String name) {
    Column cell = col(ColumnNames.quoted(name));
    return of(cell, rows.select(cell).schema().fields()[0].dataType());
  }

  /**
   * @param cell of the input
   * @param type that it has
   * @return its text; null of a null
   */
  public static Column of(Column cell, DataType type) {
    return type instanceof BinaryType ? hex(cell) : cell.cast("string");
  }
}
