package org.diabolo.evaluate;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.feature.PCA;
import org.apache.spark.ml.linalg.DenseMatrix;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.stat.Summarizer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.diabolo.batch.Example;
import org.diabolo.engine.natives.SparkMl;

/**
 * The best linear code of a given size: principal components, fitted by Spark ML. A row is given
 * back as {@code mean + V Vᵀ (row - mean)}.
 */
public final class PcaBaseline implements Serializable {
  /** Spark ML holds a square matrix of this many columns on the driver. */
  public static final int MOST_COLUMNS = 4096;

  private final int size;
  private final int components;
  private final double[] matrix;
  private final double[] mean;

  private PcaBaseline(int size, int components, double[] matrix, double[] mean) {
    this.size = size;
    this.components = components;
    this.matrix = matrix;
    this.mean = mean;
  }

  /**
   * @param spark to run on
   * @param examples whose targets are fitted
   * @param size numbers in a target, at most {@link #MOST_COLUMNS}
   * @param components wanted; no more than there are columns
   * @return the baseline
   */
  public static PcaBaseline fit(
      SparkSession spark, JavaRDD<Example> examples, int size, int components) {
    StructType schema =
        new StructType(
            new StructField[] {DataTypes.createStructField("x", SQLDataTypes.VectorType(), false)});
    Dataset<Row> rows =
        spark
            .createDataFrame(examples.map(PcaBaseline::row), schema)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      int wanted = Math.min(size, components);
      DenseMatrix matrix = new PCA().setInputCol("x").setOutputCol("y").setK(wanted).fit(rows).pc();
      double[] mean =
          rows.select(Summarizer.mean(rows.col("x")))
              .head()
              .<org.apache.spark.ml.linalg.Vector>getAs(0)
              .toArray();
      return new PcaBaseline(size, wanted, matrix.toArray(), mean);
    } finally {
      rows.unpersist(false);
    }
  }

  /**
   * Runs in every executor before Spark ML multiplies there, so a wrong BLAS is found there too.
   */
  private static Row row(Example example) {
    SparkMl.check();
    return RowFactory.create(Vectors.dense(doubles(example.target())));
  }

  float[] reconstruct(List<Example> batch) {
    float[] back = new float[batch.size() * size];
    for (int row = 0; row < batch.size(); row++) {
      reconstruct(batch.get(row).target(), back, row * size);
    }
    return back;
  }

  /**
   * @param from a row on the network's side
   * @param into where it comes back
   * @param offset of its first number there
   */
  public void reconstruct(float[] from, float[] into, int offset) {
    double[] sum = mean.clone();
    for (int k = 0; k < components; k++) {
      int column = k * size;
      double score = 0;
      for (int i = 0; i < size; i++) {
        score += matrix[column + i] * (from[i] - mean[i]);
      }
      for (int i = 0; i < size; i++) {
        sum[i] += score * matrix[column + i];
      }
    }
    for (int i = 0; i < size; i++) {
      into[offset + i] = (float) sum[i];
    }
  }

  private static double[] doubles(float[] floats) {
    double[] doubles = new double[floats.length];
    for (int i = 0; i < floats.length; i++) {
      doubles[i] = floats[i];
    }
    return doubles;
  }
}
