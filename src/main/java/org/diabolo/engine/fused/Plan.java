package org.diabolo.engine.fused;

import java.util.List;

/**
 * A compiled graph.
 *
 * @param layers in the order the data passes them, at least one
 * @param optimizer of training; null in a graph that has no loss
 */
record Plan(List<DensePlan> layers, Optimizer optimizer) {

  int parameters() {
    return layers.stream().mapToInt(DensePlan::parameters).sum();
  }

  int outputSize() {
    return layers.get(layers.size() - 1).nOut();
  }

  /** Runs the layers one after the other; {@code outputs} has room for each one's rows. */
  void forward(float[] parameters, float[] input, int rows, float[][] outputs) {
    float[] next = input;
    for (int i = 0; i < outputs.length; i++) {
      layers.get(i).forward(parameters, next, rows, outputs[i]);
      next = outputs[i];
    }
  }
}
