package org.diabolo.bench.engine.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;

/** Changes the parameters that it was made for. */
@FunctionalInterface
interface Update extends AutoCloseable {

  /**
   * @param gradients one a parameter
   * @param scope of what the step makes
   */
  void apply(List<NDArray> gradients, NDManager scope);

  @Override
  default void close() {}
}
