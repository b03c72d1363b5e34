package org.diabolo.batch;

/** How many rows are run through a network at once when nothing is learned. */
public final class InferenceBatch {
  private static final int MOST_ROWS = 512;
  private static final int MOST_NUMBERS = 4 << 20;

  private InferenceBatch() {}

  /**
   * @param size numbers in a row, at least 1
   * @return rows that fit 16 MB, from 1 to 512
   */
  public static int rows(int size) {
    return Math.max(1, Math.min(MOST_ROWS, MOST_NUMBERS / size));
  }
}
