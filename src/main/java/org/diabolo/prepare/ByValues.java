package org.diabolo.prepare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.diabolo.corpus.CorpusColumns;
import org.diabolo.job.EvaluateSpec;

/** Whether figures can be told apart by a column: better a complaint now than after training. */
final class ByValues {
  private ByValues() {}

  /**
   * @param good rows with their {@link Preparation#SPLIT}, which kept the column
   * @throws org.diabolo.job.InvalidJobException when it has too many values in a split that is
   *     measured
   */
  static void require(EvaluateSpec evaluate, Dataset<Row> good) {
    if (evaluate.by() == null) {
      return;
    }
    good.where(col(CorpusColumns.SPLIT).isin(evaluate.splits().toArray()))
        .groupBy(CorpusColumns.SPLIT)
        .agg(countDistinct(Kept.text(good, evaluate.by())))
        .orderBy(CorpusColumns.SPLIT)
        .collectAsList()
        .forEach(row -> EvaluateSpec.requireFew(row.getLong(1), row.getString(0)));
  }
}
