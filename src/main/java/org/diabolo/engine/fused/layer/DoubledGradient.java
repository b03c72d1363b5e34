package org.diabolo.engine.fused.layer;

import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/**
 * What DL4J 1.0.0-M2.1 does to the gradient of a vertex that is made of SameDiff: its {@code
 * ExternalErrorsFunction} both sets the output's gradient and returns it to be added, so that all
 * gradients of and before the vertex come out twice as large as finite differences say. Without
 * this the two engines would take different steps.
 *
 * @param out of the vertex
 */
public record DoubledGradient(Signal out) implements Node {

  @Override
  public void forward(Pass pass) {}

  @Override
  public void backward(Pass pass) {
    float[] dy = out.deltas();
    int count = out.vectors(pass) * out.size();
    for (int i = 0; i < count; i++) {
      dy[i] *= 2;
    }
  }
}
