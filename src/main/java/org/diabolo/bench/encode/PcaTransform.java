package org.diabolo.bench.encode;

import static org.apache.spark.ml.functions.array_to_vector;
import static org.apache.spark.sql.functions.col;

import org.apache.spark.ml.feature.PCA;
import org.apache.spark.ml.feature.PCAModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The peer: Spark ML's PCA, as its users run it over a column of arrays. */
final class PcaTransform {
  private static final String VECTOR = "vector";
  private static final String CODE = "code";
  private static final int SAMPLE = 20_000;

  private final SparkSession spark;
  private final PCAModel model;

  private PcaTransform(SparkSession spark, PCAModel model) {
    this.spark = spark;
    this.model = model;
  }

  /** Fits on a sample. */
  static PcaTransform fit(SparkSession spark, String rows, int components) {
    Dataset<Row> sample = spark.read().parquet(rows).limit(SAMPLE).select(vector().as(VECTOR));
    PCAModel fitted = new PCA().setInputCol(VECTOR).setOutputCol(CODE).setK(components).fit(sample);
    return new PcaTransform(spark, fitted);
  }

  private static org.apache.spark.sql.Column vector() {
    return array_to_vector(col(GeneratedRows.NUMBERS).cast("array<double>"));
  }

  /** Writes key and components. */
  void run(String rows, String place) {
    Dataset<Row> vectors =
        spark.read().parquet(rows).select(col(GeneratedRows.KEY), vector().as(VECTOR));
    model
        .transform(vectors)
        .select(GeneratedRows.KEY, CODE)
        .write()
        .mode("overwrite")
        .parquet(place);
  }
}
