package org.diabolo.network.reference;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How codes are spread.
 *
 * @param mean of each number of a code
 * @param covariance of each number with itself and those after it, row by row of the upper
 *     triangle, over the rows less one; null of codes of more than {@link #MOST} numbers, and of
 *     one row
 * @param numbers each number by itself, in their order
 */
public record CodeMoments(double[] mean, double[] covariance, List<Binned> numbers) {
  /** Of the numbers of a code whose covariance is kept: half a megabyte. */
  public static final int MOST = 256;

  /**
   * @param codes of rows, at least one, all of as many finite numbers, in an order that does not
   *     depend on the cluster
   * @return how they are spread; no covariance of one row
   */
  public static CodeMoments of(float[][] codes) {
    List<String> names =
        IntStream.range(0, codes[0].length).mapToObj(i -> "code[" + i + "]").toList();
    List<Binned> numbers = Binned.each(names, codes);
    double[] mean = numbers.stream().mapToDouble(Binned::mean).toArray();
    boolean varies = codes.length > 1 && mean.length <= MOST;
    return new CodeMoments(mean, varies ? covariance(codes, mean) : null, numbers);
  }

  private static double[] covariance(float[][] codes, double[] mean) {
    double[] sums = new double[triangle(mean.length)];
    for (float[] code : codes) {
      int place = 0;
      for (int i = 0; i < mean.length; i++) {
        double off = code[i] - mean[i];
        for (int j = i; j < mean.length; j++) {
          sums[place++] += off * (code[j] - mean[j]);
        }
      }
    }
    return Arrays.stream(sums).map(sum -> sum / (codes.length - 1)).toArray();
  }

  /**
   * @param size numbers of a code
   * @return numbers of its covariance
   */
  static int triangle(int size) {
    return size * (size + 1) / 2;
  }
}
