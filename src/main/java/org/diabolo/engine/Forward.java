package org.diabolo.engine;

import java.util.List;
import org.diabolo.batch.Values;

/** A trained network that is only asked for its output. Used by one thread at a time. */
public interface Forward {

  /**
   * @param rows in the batch, at least 1
   * @param inputs one for each of the network's inputs
   * @return one for each of the network's outputs, of just as many numbers as the rows need; copies
   */
  List<Values> apply(int rows, List<Values> inputs);

  /**
   * Runs a network of one input and one output over vectors.
   *
   * @param rows in the batch, at least 1
   * @param input row-major, at least {@code rows × input size} numbers
   * @return row-major, {@code rows × output size} numbers
   */
  default float[] apply(int rows, float[] input) {
    return apply(rows, List.of(Values.flat(input))).get(0).data();
  }
}
