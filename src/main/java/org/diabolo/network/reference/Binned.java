package org.diabolo.network.reference;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A number that each row has, as counts of rows.
 *
 * @param name of the number, which no other of its kind has
 * @param mean over the rows
 * @param edges of the bins, rising: a row is in the first bin whose edge its number does not
 *     exceed, or in the last, which has none
 * @param counts rows in each bin, one bin more than edges
 */
public record Binned(String name, double mean, float[] edges, long[] counts) {
  private static final int BINS = 10;

  /**
   * Bins of about as many rows each, and one below and one above all of them.
   *
   * @param name of the number
   * @param numbers of the rows, at least one, in an order that does not depend on the cluster
   * @return at most ten bins between the two outer ones; fewer where many rows have the same number
   */
  public static Binned of(String name, float[] numbers) {
    float[] sorted = numbers.clone();
    Arrays.sort(sorted);
    TreeSet<Float> edges = new TreeSet<>();
    // With one zero: to a set -0 is below 0.
    edges.add(Math.max(-Float.MAX_VALUE, Math.nextDown(sorted[0] + 0f)));
    for (int i = 1; i <= BINS; i++) {
      edges.add(sorted[(int) Math.ceil((double) i * sorted.length / BINS) - 1] + 0f);
    }
    float[] rising = new float[edges.size()];
    int place = 0;
    for (float edge : edges) {
      rising[place++] = edge;
    }
    return new Binned(name, mean(numbers), rising, counts(rising, numbers));
  }

  /**
   * @param names of the numbers
   * @param rows numbers of each, at least one row
   * @return each number by itself
   */
  public static List<Binned> each(List<String> names, float[][] rows) {
    return IntStream.range(0, names.size())
        .mapToObj(i -> of(names.get(i), column(rows, i)))
        .toList();
  }

  /**
   * @param rows numbers of each
   * @param i place of a number
   * @return that number of each row
   */
  public static float[] column(float[][] rows, int i) {
    float[] column = new float[rows.length];
    for (int row = 0; row < column.length; row++) {
      column[row] = rows[row][i];
    }
    return column;
  }

  /**
   * @param numbers of other rows
   * @return how many of them are in each bin
   */
  public long[] counts(float[] numbers) {
    return counts(edges, numbers);
  }

  private static long[] counts(float[] edges, float[] numbers) {
    long[] counts = new long[edges.length + 1];
    for (float number : numbers) {
      counts[bin(edges, number)]++;
    }
    return counts;
  }

  /**
   * @param rising numbers
   * @return the place of the first that a number does not exceed; behind all where there is none
   */
  static int bin(float[] rising, float number) {
    // Not Arrays.binarySearch, to which -0 is below 0 and no number is above NaN.
    int low = 0;
    int high = rising.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (number <= rising[middle]) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /**
   * @param numbers at least one
   * @return their mean, summed in their order
   */
  public static double mean(float[] numbers) {
    double sum = 0;
    for (float number : numbers) {
      sum += number;
    }
    return sum / numbers.length;
  }
}
