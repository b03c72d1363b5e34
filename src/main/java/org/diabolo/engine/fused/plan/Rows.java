package org.diabolo.engine.fused.plan;

/** Takes some rows of what lies steps outermost. */
public final class Rows {
  private Rows() {}

  /**
   * @param from {@code [length][from rows][size]}; may be longer
   * @param length steps
   * @param fromRows rows of it
   * @param size numbers of a step
   * @param rows which of them to take, in order; may repeat
   * @return {@code [length][rows][size]}, with room for another step
   */
  public static float[] select(float[] from, int length, int fromRows, int size, int[] rows) {
    float[] to = new float[(length + 1) * rows.length * size];
    for (int step = 0; step < length; step++) {
      for (int row = 0; row < rows.length; row++) {
        System.arraycopy(
            from,
            (step * fromRows + rows[row]) * size,
            to,
            (step * rows.length + row) * size,
            size);
      }
    }
    return to;
  }
}
