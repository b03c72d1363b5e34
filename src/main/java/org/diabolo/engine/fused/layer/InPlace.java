package org.diabolo.engine.fused.layer;

import org.diabolo.engine.fused.kernel.Elementwise;
import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/** An activation whose derivative follows from its output: it needs no signal of its own. */
public record InPlace(Signal signal, Elementwise function) implements Node {

  @Override
  public void forward(Pass pass) {
    function.forward(signal.values(), signal.vectors(pass) * signal.size());
  }

  @Override
  public void backward(Pass pass) {
    function.backward(signal.deltas(), signal.values(), signal.vectors(pass) * signal.size());
  }
}
