package org.diabolo.rows;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows told apart by the texts of their keys. */
public final class Keys {
  private static final String KNOWN = "known key";

  private Keys() {}

  /**
   * @param rows with a key
   * @param key its name
   * @return the text of each row's key, in one column; none of rows without a key
   */
  public static Dataset<Row> of(Dataset<Row> rows, String key) {
    Dataset<Row> keys = rows.select(CellText.of(rows, key).as(KNOWN));
    return keys.where(col(KNOWN).isNotNull());
  }

  /**
   * @param rows with a key
   * @param key its name
   * @param known keys, as {@link #of} gives them
   * @return the rows whose key is not among them; rows without a key are left out, as nobody can
   *     tell whether they are known
   */
  public static Dataset<Row> unknown(Dataset<Row> rows, String key, Dataset<Row> known) {
    Column text = CellText.of(rows, key);
    return rows.where(text.isNotNull())
        .join(known.toDF(KNOWN), text.equalTo(col(KNOWN)), "left_anti");
  }
}
