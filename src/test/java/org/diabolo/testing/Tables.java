package org.diabolo.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Small tables of vectors that lie on a plane, so that a few numbers can code them. */
public final class Tables {
  public static final int SIZE = 8;

  public static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.StringType)
          .add("v", DataTypes.createArrayType(DataTypes.DoubleType))
          .add("label", DataTypes.StringType);

  private Tables() {}

  /** Rows {@code r00000}, {@code r00001}, ... of eight numbers that two numbers decide. */
  public static List<Row> plane(int rows) {
    Random random = new Random(5);
    List<Row> table = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      double a = random.nextGaussian();
      double b = random.nextGaussian();
      List<Double> numbers = new ArrayList<>();
      for (int j = 0; j < SIZE; j++) {
        numbers.add(100 * j + a * Math.cos(j) + b * Math.sin(j));
      }
      table.add(RowFactory.create(id(i), numbers, "label " + i % 3));
    }
    return table;
  }

  public static String id(int row) {
    return String.format("r%05d", row);
  }

  /** On this machine's disk, whatever the session's own file system is. */
  public static void write(SparkSession spark, List<Row> rows, Path folder) {
    spark
        .createDataFrame(rows, SCHEMA)
        .coalesce(3)
        .write()
        .mode("overwrite")
        .parquet(folder.toUri().toString());
  }

  /** A job over such a table. */
  public static String job(Path input) {
    return """
        name: plane
        data:
          input: {format: parquet, path: "%s"}
          key: id
          split: {test: 0.2, valid: 0.1}
          max_rejects: 0.05
        source: {column: v, kind: vector, scale: standard}
        encoder: {kind: mlp, layers: [16], code: 2}
        decoder: {kind: mlp, layers: [16]}
        train:
          epochs: 20
          batch: 16
          optimizer: {rate: 0.01, schedule: cosine}
          averaging: {workers: 2, period: 10}
          patience: 20
          seed: 3
        encode: {columns: [label]}
        """
        .formatted(input);
  }
}
