package org.diabolo.engine.natives;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.feature.PCA;
import org.apache.spark.ml.feature.PCAModel;
import org.apache.spark.ml.linalg.DenseMatrix;
import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.diabolo.engine.fused.kernel.Blas;
import org.diabolo.store.Json;

/** The main class of JVMs that tests start: multiplies with ours, then has Spark ML fit a PCA. */
public final class PcaOfSparkMl {
  static final int ROWS = 200;
  static final int SIZE = 67;
  static final int COMPONENTS = 9;

  private PcaOfSparkMl() {}

  /** Prints the components, one after the other, and which libraries the process has loaded. */
  public static void main(String... arguments) throws IOException {
    float[] one = {1};
    Blas.add(1, one, 0, one, 0);
    SparkMl.check();
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "1")
            .getOrCreate()) {
      List<Row> rows = new ArrayList<>();
      for (double[] row : rows()) {
        rows.add(RowFactory.create(Vectors.dense(row)));
      }
      PCAModel model =
          new PCA()
              .setInputCol("x")
              .setOutputCol("y")
              .setK(COMPONENTS)
              .fit(spark.createDataFrame(rows, new StructType().add("x", new VectorUDT())));
      DenseMatrix components = model.pc();
      String maps = Files.readString(Path.of("/proc/self/maps"));
      System.out.println(
          Json.line(
              Map.of(
                  "kernel", Natives.kernel(),
                  "components", components.toArray(),
                  "variance", model.explainedVariance().toArray(),
                  "lapack", maps.contains("liblapack.so"))));
    }
  }

  /** Numbers with a different spread in each direction. */
  static double[][] rows() {
    double[][] rows = new double[ROWS][SIZE];
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < SIZE; j++) {
        rows[i][j] = Math.sin(0.7 * i * (j % 13 + 1)) * (j % 13 + 1) + Math.cos(1.3 * i + j * j);
      }
    }
    return rows;
  }
}
