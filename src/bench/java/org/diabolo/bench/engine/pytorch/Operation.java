package org.diabolo.bench.engine.pytorch;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** What a vertex computes. */
@FunctionalInterface
interface Operation {

  /**
   * @param inputs of the vertex
   * @param weights of its layer, none where it has none
   * @return its output
   */
  NDArray apply(List<NDArray> inputs, List<NDArray> weights);
}
