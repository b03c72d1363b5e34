package org.diabolo.engine.fused.layer;

import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/** Copies a signal for a node that works in place: who made it may need it on the way back. */
public record Copy(Signal in, Signal out) implements Node {

  @Override
  public void forward(Pass pass) {
    out.like(pass, in);
    System.arraycopy(in.values(), 0, out.values(), 0, in.vectors(pass) * in.size());
  }

  @Override
  public void backward(Pass pass) {
    if (in.trained()) {
      System.arraycopy(out.deltas(), 0, in.deltas(), 0, in.vectors(pass) * in.size());
    }
  }
}
