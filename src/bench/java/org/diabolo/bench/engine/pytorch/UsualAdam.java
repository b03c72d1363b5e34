package org.diabolo.bench.engine.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.optimizer.Adam;
import java.util.List;

/** DJL's Adam: a dozen passes over each parameter's memory. */
final class UsualAdam implements Update {
  private final Adam adam = Adam.builder().build();
  private final List<NDArray> parameters;

  UsualAdam(List<NDArray> parameters) {
    this.parameters = parameters;
  }

  @Override
  public void apply(List<NDArray> gradients, NDManager scope) {
    for (int i = 0; i < parameters.size(); i++) {
      adam.update(Integer.toString(i), parameters.get(i), gradients.get(i));
    }
  }
}
