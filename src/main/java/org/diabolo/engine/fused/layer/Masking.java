package org.diabolo.engine.fused.layer;

import org.diabolo.engine.fused.kernel.Vectors;
import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/** Makes the vectors that are masked 0, and their deltas too, as most of DL4J's layers do. */
public record Masking(Signal signal) implements Node {

  @Override
  public void forward(Pass pass) {
    apply(pass, signal.values());
  }

  @Override
  public void backward(Pass pass) {
    apply(pass, signal.deltas());
  }

  private void apply(Pass pass, float[] vectors) {
    Vectors.mask(vectors, signal.mask(), signal.vectors(pass), signal.size());
  }
}
