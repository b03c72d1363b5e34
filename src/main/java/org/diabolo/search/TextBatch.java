package org.diabolo.search;

/** How many rows a decoder of text is asked about at once. */
public final class TextBatch {
  private static final int MOST_ROWS = 128;

  /** Probabilities that are held at once: 64 MB. */
  private static final long MOST_NUMBERS = 16 << 20;

  private TextBatch() {}

  /**
   * @param numbers probabilities that are held at once for a row, at least 1
   * @return rows, from 1 to 128; 1 where even a row's are too many
   */
  public static int rows(long numbers) {
    return (int) Math.max(1, Math.min(MOST_ROWS, MOST_NUMBERS / numbers));
  }
}
