package org.diabolo.prepare;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.diabolo.rows.CellText;
import org.diabolo.rows.Screening;

/** Texts of screened rows' keys and of the columns that they kept. */
final class Kept {
  private Kept() {}

  static Column key(Dataset<Row> screened) {
    return CellText.of(screened, Screening.KEY);
  }

  /**
   * @param column of the input
   */
  static Column text(Dataset<Row> screened, String column) {
    StructType kept = (StructType) screened.schema().apply(Screening.KEPT).dataType();
    return CellText.of(col(Screening.KEPT).getField(column), kept.apply(column).dataType());
  }
}
