package org.diabolo.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.diabolo.corpus.CorpusColumns;
import org.diabolo.job.EvaluateSpec;

/** The values of the column by which metrics are told apart. */
final class RowsBy {
  private RowsBy() {}

  /**
   * @param split the rows' split, for the message
   * @param rows prepared
   * @return the number of rows with each value; empty where there is no such column
   * @throws org.diabolo.job.InvalidJobException when the column has too many values
   */
  static Map<String, Long> of(String split, Dataset<Row> rows) {
    Map<String, Long> counts = new TreeMap<>();
    if (Arrays.asList(rows.columns()).contains(CorpusColumns.BY)) {
      Dataset<Row> told = rows.where(col(CorpusColumns.BY).isNotNull());
      told.groupBy(CorpusColumns.BY)
          .count()
          .limit(EvaluateSpec.MOST_VALUES + 1)
          .collectAsList()
          .forEach(row -> counts.put(row.getString(0), row.getLong(1)));
      if (counts.size() > EvaluateSpec.MOST_VALUES) {
        EvaluateSpec.requireFew(
            told.select(countDistinct(col(CorpusColumns.BY))).head().getLong(0), split);
      }
    }
    return counts;
  }
}
