package org.diabolo.engine.fused.layer;

import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/**
 * Refuses a batch whose vectors come with a mask where DL4J's output layers would mask gradients by
 * it, but not the score of training.
 */
record Unmasked(Signal in) implements Node {

  /**
   * @throws IllegalArgumentException when there is a mask
   */
  @Override
  public void forward(Pass pass) {
    if (in.mask() != null) {
      throw new IllegalArgumentException("a mask of the input reaches an output layer of vectors");
    }
  }

  @Override
  public void backward(Pass pass) {}
}
