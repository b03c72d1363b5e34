package org.diabolo.engine.fused.layer;

import org.diabolo.engine.fused.kernel.Softmax;
import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/** Softmax over the numbers of each vector, with its full Jacobian on the way back. */
public final class InPlaceSoftmax implements Node {
  private final Signal signal;
  private float[] logSums = {};

  /**
   * @param signal whose values are overwritten, and whose deltas on the way back
   */
  public InPlaceSoftmax(Signal signal) {
    this.signal = signal;
  }

  @Override
  public void forward(Pass pass) {
    int vectors = signal.vectors(pass);
    logSums = Signal.room(logSums, vectors);
    Softmax.forward(signal.values(), vectors, signal.size(), logSums);
  }

  @Override
  public void backward(Pass pass) {
    Softmax.backward(signal.deltas(), signal.values(), signal.vectors(pass), signal.size());
  }
}
