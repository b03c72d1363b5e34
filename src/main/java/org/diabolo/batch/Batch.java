package org.diabolo.batch;

import java.util.List;

/**
 * A mini-batch. The arrays may be longer than the rows need, and the next batch of the same reader
 * may reuse them.
 *
 * @param rows in it, at least 1
 * @param inputs one for each of the network's inputs, in its order
 * @param labels one for each of the network's outputs, in its order
 */
public record Batch(int rows, List<Values> inputs, List<Values> labels) {

  /**
   * A batch of vectors.
   *
   * @param rows in it, at least 1
   * @param source row-major, at least {@code rows × source size} numbers
   * @param target row-major, at least {@code rows × target size} numbers; the same array as {@code
   *     source} in an autoencoder
   */
  public Batch(int rows, float[] source, float[] target) {
    this(rows, List.of(Values.flat(source)), List.of(Values.flat(target)));
  }

  /**
   * @return numbers of the first input
   */
  public float[] source() {
    return inputs.get(0).data();
  }

  /**
   * @return numbers of the first output
   */
  public float[] target() {
    return labels.get(0).data();
  }
}
