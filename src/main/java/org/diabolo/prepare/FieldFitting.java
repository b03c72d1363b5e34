package org.diabolo.prepare;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
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
import scala.Tuple2;

/** Turns a field's spec into a field, with what the train rows say where it needs that. */
final class FieldFitting {
  /** Partitions whose sums the driver, or a task, merges. */
  private static final int AT_ONCE = 64;

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
    JavaRDD<double[]> rows = cells.javaRDD().map(row -> (double[]) RawCell.of(row, 0));
    MultivariateOnlineSummarizer whole = summary(rows);
    double[] min = whole.min().toArray();
    double[] max = whole.max().toArray();
    double[] deviation = deviation(whole);
    Magnifier magnifier = Magnifier.of(min, max, deviation);
    if (magnifier.needed()) {
      deviation = magnifier.back(deviation, deviation(summary(rows.map(magnifier::magnified))));
    }
    return new VectorField.Statistics(min, max, whole.mean().toArray(), deviation);
  }

  private static double[] deviation(MultivariateOnlineSummarizer summary) {
    return Arrays.stream(summary.variance().toArray()).map(Math::sqrt).toArray();
  }

  private static MultivariateOnlineSummarizer summary(JavaRDD<double[]> rows) {
    MultivariateOnlineSummarizer whole = new MultivariateOnlineSummarizer();
    parts(rows).forEach(part -> whole.merge(part.summary));
    return whole;
  }

  /**
   * A partition's, or several partitions', sums.
   *
   * @param place in the order in which they are merged
   */
  private record Part(int place, MultivariateOnlineSummarizer summary) implements Serializable {}

  /** In their order. Of many partitions executors merge the sums first: each has all columns. */
  private static List<Part> parts(JavaRDD<double[]> rows) {
    JavaRDD<Part> parts = rows.mapPartitionsWithIndex(FieldFitting::summarized, true);
    int groups = (parts.getNumPartitions() + AT_ONCE - 1) / AT_ONCE;
    if (groups > 1) {
      parts =
          parts
              .mapToPair(part -> new Tuple2<>(part.place / AT_ONCE, part))
              .partitionBy(new HashPartitioner(groups))
              .values()
              .mapPartitionsWithIndex(FieldFitting::merged, true);
    }
    List<Part> collected = new ArrayList<>(parts.collect());
    collected.sort(Comparator.comparingInt(Part::place));
    return collected;
  }

  private static Iterator<Part> summarized(int partition, Iterator<double[]> rows) {
    MultivariateOnlineSummarizer summary = new MultivariateOnlineSummarizer();
    rows.forEachRemaining(row -> summary.add(Vectors.dense(row)));
    return List.of(new Part(partition, summary)).iterator();
  }

  private static Iterator<Part> merged(int group, Iterator<Part> arriving) {
    List<Part> parts = new ArrayList<>();
    arriving.forEachRemaining(parts::add);
    parts.sort(Comparator.comparingInt(Part::place));
    MultivariateOnlineSummarizer whole = new MultivariateOnlineSummarizer();
    parts.forEach(part -> whole.merge(part.summary));
    return List.of(new Part(group, whole)).iterator();
  }
}
