package org.diabolo.spark;

import java.util.List;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.SparkSession;

/** Numbers of Spark's cells, which it hands out in lists, as arrays. */
public final class Unboxed {
  private Unboxed() {}

  /**
   * Numbers of a cell of floats.
   *
   * @param cell an {@code array<float>}
   * @return its numbers
   */
  public static float[] floats(List<Float> cell) {
    float[] numbers = new float[cell.size()];
    int next = 0;
    for (float number : cell) {
      numbers[next++] = number;
    }
    return numbers;
  }

  /**
   * Numbers of a cell of floats or doubles.
   *
   * @param cell an {@code array<double>} or {@code array<float>}
   * @return its numbers
   */
  public static double[] doubles(List<? extends Number> cell) {
    return cell.stream().mapToDouble(Number::doubleValue).toArray();
  }

  /**
   * An encoder for arrays of floats, which Java's own list of encoders lacks.
   *
   * @param spark whose encoder it is
   * @return Spark's own encoder
   */
  @SuppressWarnings("unchecked")
  public static Encoder<float[]> encoder(SparkSession spark) {
    return (Encoder<float[]>) (Encoder<?>) spark.implicits().newFloatArrayEncoder();
  }
}
