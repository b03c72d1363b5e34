package org.diabolo.batch;

import java.util.Arrays;

/**
 * What a batch's rows have at one input or output of a network.
 *
 * @param data row-major, at least {@code rows × length × size} numbers: a row's steps one after the
 *     other, in a step its numbers. Tokens are their ids, one number a step; images are flat
 *     (channels, height, width)
 * @param length steps of a row; 1 where a row is no sequence
 * @param mask row-major, at least {@code rows × length} numbers: 1 for what is there, 0 for
 *     padding; null where all is there
 */
public record Values(float[] data, int length, float[] mask) {

  /**
   * @param row of the batch
   * @param rows that the batch has
   * @return a copy of the row's numbers
   */
  public float[] row(int row, int rows) {
    int width = data.length / rows;
    return Arrays.copyOfRange(data, row * width, (row + 1) * width);
  }

  /**
   * @param data row-major, rows that are no sequences
   * @return all of it
   */
  public static Values flat(float[] data) {
    return new Values(data, 1, null);
  }
}
