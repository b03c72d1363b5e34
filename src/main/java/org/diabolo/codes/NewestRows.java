package org.diabolo.codes;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.diabolo.rows.CellText;
import org.diabolo.rows.Keys;

/** Of several sets of rows the newest row of each key. Keys are the same where their texts are. */
final class NewestRows {
  private static final String TURN = "turn of set";
  private static final String RANK = "rank in key";

  private NewestRows() {}

  /**
   * @param sets from the oldest to the newest, each of which has a key once; at least one
   * @param key name of the key
   * @return each key once
   */
  static Dataset<Row> of(List<Dataset<Row>> sets, String key) {
    Dataset<Row> first = sets.get(0);
    if (sets.size() == 1) {
      return first;
    }
    // The first has nearly all rows, and is not moved as long as the others' keys are few.
    Dataset<Row> later = later(sets.subList(1, sets.size()), key);
    return Keys.unknown(first, key, Keys.of(later, key)).unionByName(later);
  }

  private static Dataset<Row> later(List<Dataset<Row>> sets, String key) {
    if (sets.size() == 1) {
      return sets.get(0);
    }
    Dataset<Row> all = null;
    for (int i = 0; i < sets.size(); i++) {
      Dataset<Row> turn = sets.get(i).withColumn(TURN, lit(i));
      all = all == null ? turn : all.unionByName(turn);
    }
    return all.withColumn(
            RANK, row_number().over(Window.partitionBy(CellText.of(all, key)).orderBy(desc(TURN))))
        .where(col(RANK).equalTo(1))
        .drop(TURN, RANK);
  }
}
