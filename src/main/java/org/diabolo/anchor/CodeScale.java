package org.diabolo.anchor;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.codec.digest.MurmurHash3;
import org.apache.spark.api.java.JavaRDD;
import org.diabolo.batch.Example;

/**
 * How far a model's codes lie apart.
 *
 * @param variance of a code's numbers, the mean over them
 * @param share of the rows that have a code, 0 to 1
 */
record CodeScale(double variance, double share) {
  /** By as many rows the variance is known to some two per cent. */
  private static final int ROWS = 4096;

  private static final int LEAST_ROWS = 256;
  private static final int MOST_NUMBERS = 1 << 20;

  /**
   * Rows that are looked at: the keys choose them, so they are the same on any cluster.
   *
   * @param rows how many there are
   * @param code numbers in a code
   */
  static boolean chosen(String key, long rows, int code) {
    long wanted = Math.max(LEAST_ROWS, Math.min(ROWS, MOST_NUMBERS / code));
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    // The high 32 bits of a product are below the wanted number for as large a share of hashes.
    long hash = Integer.toUnsignedLong(MurmurHash3.hash32x86(bytes));
    return rows <= wanted || hash < ((double) wanted / rows) * (1L << 32);
  }

  /**
   * @param chosen rows with their anchors, in any order
   */
  static CodeScale of(JavaRDD<Example> chosen) {
    List<Coded> coded =
        new ArrayList<>(chosen.map(row -> new Coded(row.key(), row.anchor())).collect());
    // Sums round by their order.
    coded.sort(Comparator.comparing(Coded::key));
    List<float[]> codes = coded.stream().map(Coded::code).filter(code -> code.length > 0).toList();
    return codes.isEmpty()
        ? new CodeScale(0, 0)
        : new CodeScale(variance(codes), codes.size() / (double) coded.size());
  }

  private record Coded(String key, float[] code) implements java.io.Serializable {}

  private static double variance(List<float[]> codes) {
    int width = codes.get(0).length;
    double sum = 0;
    for (int i = 0; i < width; i++) {
      double mean = 0;
      for (float[] code : codes) {
        mean += code[i];
      }
      mean /= codes.size();
      double squares = 0;
      for (float[] code : codes) {
        squares += (code[i] - mean) * (code[i] - mean);
      }
      sum += squares / codes.size();
    }
    return sum / width;
  }
}
