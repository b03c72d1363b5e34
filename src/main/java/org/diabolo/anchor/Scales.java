package org.diabolo.anchor;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.codec.digest.MurmurHash3;
import org.apache.spark.api.java.JavaRDD;
import org.diabolo.batch.Example;
import org.diabolo.batch.Feed;
import org.diabolo.batch.Feed.Form;

/**
 * In what units codes and losses are counted, told from some thousands of rows.
 *
 * @param variance of a number of the earlier model's codes, the mean over a code's numbers
 * @param loss of a row for who knows nothing of it: of numbers their variance, as their loss is a
 *     mean square; of text the entropy of its tokens and ends, as often as each comes, in nats
 * @param share of the rows that have a code, 0 to 1
 */
record Scales(double variance, double loss, double share) {
  /** By as many rows a variance is known to some two per cent. */
  private static final int ROWS = 4096;

  private static final int LEAST_ROWS = 256;
  private static final int MOST_NUMBERS = 1 << 20;

  /** Numbers, or tokens, of a target that are looked at, which lie evenly in it. */
  private static final int MOST_OF_A_TARGET = 256;

  private static final int END = -1;

  /**
   * Rows that are looked at: the keys choose them, so they are the same on any cluster.
   *
   * @param rows how many there are
   * @param code numbers in a code
   */
  static boolean chosen(String key, long rows, int code) {
    long wanted = Math.max(LEAST_ROWS, Math.min(ROWS, MOST_NUMBERS / code));
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    long hash = Integer.toUnsignedLong(MurmurHash3.hash32x86(bytes));
    return rows <= wanted || hash < ((double) wanted / rows) * (1L << 32);
  }

  /**
   * @param chosen rows with their anchors, in any order
   * @param label how their targets are compared
   */
  static Scales of(JavaRDD<Example> chosen, Feed label) {
    List<Seen> seen = new ArrayList<>(chosen.map(Seen::of).collect());
    // Sums round by their order.
    seen.sort(Comparator.comparing(Seen::key));
    List<float[]> codes = seen.stream().map(Seen::code).filter(code -> code.length > 0).toList();
    return codes.isEmpty()
        ? new Scales(0, 0, 0)
        : new Scales(variance(codes), loss(seen, label), codes.size() / (double) seen.size());
  }

  /**
   * What is seen of a row.
   *
   * @param length of its target
   * @param target some of its numbers
   */
  private record Seen(String key, float[] code, int length, float[] target)
      implements Serializable {
    static Seen of(Example row) {
      int length = row.target().length;
      float[] some = new float[Math.min(length, MOST_OF_A_TARGET)];
      for (int i = 0; i < some.length; i++) {
        some[i] = row.target()[(int) ((long) length * i / some.length)];
      }
      return new Seen(row.key(), row.anchor(), length, some);
    }
  }

  private static double loss(List<Seen> seen, Feed label) {
    if (label.form() == Form.TOKENS) {
      return entropy(seen);
    }
    double variance = variance(seen.stream().map(Seen::target).toList());
    // Steps are compared one by one, and their losses summed.
    return label.form() == Form.STEPS ? label.steps() * variance : variance;
  }

  /** Of all tokens and the end of a row: as many times the entropy of one. */
  private static double entropy(List<Seen> seen) {
    Map<Integer, Double> counts = new TreeMap<>();
    double all = 0;
    for (Seen row : seen) {
      for (float id : row.target) {
        counts.merge((int) id, row.length / (double) row.target.length, Double::sum);
      }
      counts.merge(END, 1.0, Double::sum);
      all += row.length + 1;
    }
    double nats = 0;
    for (double count : counts.values()) {
      nats -= count * Math.log(count / all);
    }
    return nats / seen.size();
  }

  /** The mean over the numbers of the rows, all as long as the first. */
  private static double variance(List<float[]> rows) {
    int width = rows.get(0).length;
    double sum = 0;
    for (int i = 0; i < width; i++) {
      double mean = 0;
      for (float[] row : rows) {
        mean += row[i];
      }
      mean /= rows.size();
      double squares = 0;
      for (float[] row : rows) {
        squares += (row[i] - mean) * (row[i] - mean);
      }
      sum += squares / rows.size();
    }
    return sum / width;
  }
}
