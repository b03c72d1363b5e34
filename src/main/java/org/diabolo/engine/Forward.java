package org.diabolo.engine;

/** A trained network that is only asked for its output. Used by one thread at a time. */
public interface Forward {

  /**
   * @param rows in the batch, at least 1
   * @param input row-major, at least {@code rows × input size} numbers
   * @return row-major, {@code rows × output size} numbers
   */
  float[] apply(int rows, float[] input);
}
