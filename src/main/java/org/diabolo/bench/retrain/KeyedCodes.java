package org.diabolo.bench.retrain;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.diabolo.codes.ModelCodes;
import org.diabolo.rows.CellText;
import org.diabolo.spark.ColumnNames;
import org.diabolo.spark.Unboxed;

/**
 * Codes of one model on the driver.
 *
 * @param codes by key
 * @param labels by key; empty where none were asked for
 */
record KeyedCodes(Map<String, float[]> codes, Map<String, String> labels) {

  /**
   * @param key its column
   * @param label column of labels; null for none
   */
  static KeyedCodes of(SparkSession spark, ModelCodes codes, String key, String label) {
    Dataset<Row> kept = codes.rows(spark);
    List<Row> rows =
        kept.select(
                CellText.of(kept, key),
                col("code"),
                (label == null ? lit(null) : col(ColumnNames.quoted(label))).cast("string"))
            .collectAsList();
    KeyedCodes all = new KeyedCodes(new HashMap<>(), new HashMap<>());
    for (Row row : rows) {
      all.codes.put(row.getString(0), Unboxed.floats(row.getList(1)));
      if (label != null) {
        all.labels.put(row.getString(0), String.valueOf(row.getString(2)));
      }
    }
    return all;
  }

  /** In the order of the keys. */
  float[][] of(List<String> keys) {
    return keys.stream().map(codes::get).toArray(float[][]::new);
  }
}
