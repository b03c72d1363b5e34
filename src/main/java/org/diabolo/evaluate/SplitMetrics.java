package org.diabolo.evaluate;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The figures of a model on the rows of one split. */
public interface SplitMetrics {

  /**
   * @param split the rows' split, by its label
   * @param rows prepared, at least one
   * @return figures by metric; those of all rows under the split's label, those of rows with one
   *     value of the column {@code by} under the label, a slash and that value
   */
  Map<String, Map<String, Number>> of(String split, Dataset<Row> rows);
}
