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
}
