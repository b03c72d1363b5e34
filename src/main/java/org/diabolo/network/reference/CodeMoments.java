package org.diabolo.network.reference;

import java.util.List;

/**
 * How codes are spread.
 *
 * @param mean of each number of a code
 * @param covariance of each number with itself and those after it, row by row of the upper
 *     triangle, over the rows less one; null of codes of more than {@link #MOST} numbers
 * @param numbers each number by itself, in their order
 */
public record CodeMoments(double[] mean, double[] covariance, List<Binned> numbers) {
  /** Of the numbers of a code whose covariance is kept: half a megabyte. */
  public static final int MOST = 256;

  /**
   * @param size numbers of a code
   * @return numbers of its covariance
   */
  static int triangle(int size) {
    return size * (size + 1) / 2;
  }
}
