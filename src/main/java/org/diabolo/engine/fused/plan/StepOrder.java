package org.diabolo.engine.fused.plan;

/** Turns sequences with rows outermost into such with steps outermost, and back. */
public final class StepOrder {
  private StepOrder() {}

  /**
   * @param from rows outermost
   * @param rows of the batch
   * @param length steps of each row
   * @param size numbers of a step
   * @param to steps outermost, written
   */
  public static void toSteps(float[] from, int rows, int length, int size, float[] to) {
    for (int row = 0; row < rows; row++) {
      for (int step = 0; step < length; step++) {
        copy(from, (row * length + step) * size, to, (step * rows + row) * size, size);
      }
    }
  }

  /**
   * @param from steps outermost
   * @param rows of the batch
   * @param length steps of each row
   * @param size numbers of a step
   * @param to rows outermost, written
   */
  public static void toRows(float[] from, int rows, int length, int size, float[] to) {
    for (int row = 0; row < rows; row++) {
      for (int step = 0; step < length; step++) {
        copy(from, (step * rows + row) * size, to, (row * length + step) * size, size);
      }
    }
  }

  private static void copy(float[] from, int at, float[] to, int there, int size) {
    if (size == 1) {
      to[there] = from[at];
    } else {
      System.arraycopy(from, at, to, there, size);
    }
  }
}
