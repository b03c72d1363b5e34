package org.diabolo.bench.retrain;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.diabolo.codes.ModelCodes;

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
    List<Row> rows =
        codes
            .rows(spark)
            .select(
                col(key).cast("string"),
                col("code"),
                (label == null ? lit(null) : col(label)).cast("string"))
            .collectAsList();
    KeyedCodes all = new KeyedCodes(new HashMap<>(), new HashMap<>());
    for (Row row : rows) {
      List<Float> numbers = row.getList(1);
      float[] code = new float[numbers.size()];
      for (int i = 0; i < code.length; i++) {
        code[i] = numbers.get(i);
      }
      all.codes.put(row.getString(0), code);
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
