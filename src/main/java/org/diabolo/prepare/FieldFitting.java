package org.diabolo.prepare;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.mllib.linalg.Vectors;
import org.apache.spark.mllib.stat.MultivariateOnlineSummarizer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.diabolo.field.Field;
import org.diabolo.field.ImageField;
import org.diabolo.field.VectorField;
import org.diabolo.job.FieldSpec;
import org.diabolo.job.FieldSpec.ImageSpec;
import org.diabolo.job.FieldSpec.Scale;
import org.diabolo.job.FieldSpec.VectorSpec;
import org.diabolo.job.TextSpec;
import org.diabolo.rows.RawCell;

/** Turns a field's spec into a field, with what the train rows say where it needs that. */
final class FieldFitting {
  private FieldFitting() {}

  /**
   * @param train good train rows, in partitions whose contents and order do not depend on the
   *     cluster: sums are merged in that order, so that they are the same bits everywhere
   * @param column that holds the raw cell, which has the name of the job file's key
   */
  static Field fit(FieldSpec spec, Dataset<Row> train, String column) {
    if (spec instanceof ImageSpec image) {
      return new ImageField(image.height(), image.width(), image.channels());
    }
    if (spec instanceof TextSpec text) {
      return Vocabularies.fit(column, text, train.select(column));
    }
    Scale scale = ((VectorSpec) spec).scale();
    return scale == Scale.NONE
        ? VectorField.unscaled(train.select(column).head().getList(0).size())
        : VectorField.fitted(scale, statistics(train.select(column)));
  }

  private static VectorField.Statistics statistics(Dataset<Row> cells) {
    List<MultivariateOnlineSummarizer> parts =
        cells.javaRDD().mapPartitions(summarize()::call).collect();
    MultivariateOnlineSummarizer whole = new MultivariateOnlineSummarizer();
    parts.forEach(whole::merge);
    double[] deviation = Arrays.stream(whole.variance().toArray()).map(Math::sqrt).toArray();
    return new VectorField.Statistics(
        whole.min().toArray(), whole.max().toArray(), whole.mean().toArray(), deviation);
  }

  private static FlatMapFunction<Iterator<Row>, MultivariateOnlineSummarizer> summarize() {
    return rows -> {
      MultivariateOnlineSummarizer summary = new MultivariateOnlineSummarizer();
      rows.forEachRemaining(row -> summary.add(Vectors.dense((double[]) RawCell.of(row, 0))));
      return List.of(summary).iterator();
    };
  }
}
