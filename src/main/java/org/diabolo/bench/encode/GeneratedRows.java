package org.diabolo.bench.encode;

import java.io.Serializable;
import java.util.Iterator;
import java.util.SplittableRandom;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.diabolo.store.Folder;
import scala.Tuple2;

/**
 * Rows that anybody can make again from their keys alone: numbers on a plane of a few dimensions,
 * and noise.
 *
 * @param rows with the keys 0, 1, 2, ...
 * @param width numbers in a row
 */
record GeneratedRows(long rows, int width) implements Serializable {
  static final String KEY = "id";
  static final String NUMBERS = "numbers";

  private static final int RANK = 8;
  private static final double NOISE = 0.1;

  /** About 64 MB of numbers in a file. */
  private static final long NUMBERS_A_FILE = 16L << 20;

  float[] of(long key) {
    SplittableRandom random = new SplittableRandom(key);
    double[] place = new double[RANK];
    for (int r = 0; r < RANK; r++) {
      place[r] = random.nextDouble() - 0.5;
    }
    float[] numbers = new float[width];
    for (int i = 0; i < width; i++) {
      double sum = NOISE * (random.nextDouble() - 0.5);
      for (int r = 0; r < RANK; r++) {
        sum += place[r] * direction(r, i);
      }
      numbers[i] = (float) sum;
    }
    return numbers;
  }

  private static double direction(int r, int i) {
    return ((r + 1) * 7919 * (i + 1) % 1000) / 500.0 - 1;
  }

  /** Writes Parquet of {@link #KEY} and {@link #NUMBERS}, once. */
  Folder write(SparkSession spark, Folder workspace) {
    Folder place = workspace.folder("rows-" + rows + "x" + width);
    if (!place.has("_SUCCESS")) {
      int files = (int) Math.max(1, rows * width / NUMBERS_A_FILE);
      @SuppressWarnings("unchecked")
      Encoder<float[]> floats =
          (Encoder<float[]>) (Encoder<?>) spark.implicits().newFloatArrayEncoder();
      MapPartitionsFunction<Long, Tuple2<Long, float[]>> make =
          keys -> {
            Iterator<Long> each = keys;
            return new Iterator<>() {
              @Override
              public boolean hasNext() {
                return each.hasNext();
              }

              @Override
              public Tuple2<Long, float[]> next() {
                long key = each.next();
                return new Tuple2<>(key, of(key));
              }
            };
          };
      Dataset<Row> made =
          spark
              .range(0, rows, 1, files)
              .as(Encoders.LONG())
              .mapPartitions(make, Encoders.tuple(Encoders.LONG(), floats))
              .toDF(KEY, NUMBERS);
      made.write().mode("overwrite").parquet(place.path().toString());
    }
    return place;
  }
}
