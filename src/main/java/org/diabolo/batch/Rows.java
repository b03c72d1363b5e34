package org.diabolo.batch;

import java.io.Serializable;
import java.util.List;

/**
 * Rows of any lengths, end to end in one array.
 *
 * @param data numbers of all rows
 * @param starts where each row begins, and where the last one ends: one more than there are rows
 */
public record Rows(float[] data, int[] starts) implements Serializable {

  /**
   * @param rows in their order
   * @return them end to end
   */
  public static Rows of(List<float[]> rows) {
    int[] starts = new int[rows.size() + 1];
    int row = 0;
    for (float[] numbers : rows) {
      starts[row + 1] = Math.addExact(starts[row], numbers.length);
      row++;
    }
    float[] data = new float[starts[row]];
    row = 0;
    for (float[] numbers : rows) {
      System.arraycopy(numbers, 0, data, starts[row++], numbers.length);
    }
    return new Rows(data, starts);
  }

  /**
   * @return how many they are
   */
  public int count() {
    return starts.length - 1;
  }

  /**
   * @param row from 0
   * @return where it begins in {@link #data}
   */
  public int from(int row) {
    return starts[row];
  }

  /**
   * @param row from 0
   * @return where it ends in {@link #data}
   */
  public int to(int row) {
    return starts[row + 1];
  }

  /**
   * @param row from 0
   * @return how many numbers it has
   */
  public int length(int row) {
    return starts[row + 1] - starts[row];
  }
}
