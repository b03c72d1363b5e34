package org.diabolo.engine.fused.layer;

import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/**
 * Refuses a batch that comes with a mask to a place that has no meaning for them.
 *
 * @param what reads the signal, as a user would say it
 */
public record Unmasked(Signal in, String what) implements Node {

  /**
   * @throws IllegalArgumentException when there is a mask
   */
  @Override
  public void forward(Pass pass) {
    if (in.mask() != null) {
      throw new IllegalArgumentException("a mask of the input reaches " + what);
    }
  }

  @Override
  public void backward(Pass pass) {}
}
