package org.diabolo.engine.fused.layer;

import org.diabolo.engine.fused.kernel.FromInput;
import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/** An activation whose derivative needs its input, of which it keeps a copy. */
public final class InPlaceFromInput implements Node {
  private final Signal signal;
  private final FromInput function;
  private float[] input = {};

  /**
   * @param signal whose values are overwritten, and whose deltas on the way back
   * @param function of each number
   */
  public InPlaceFromInput(Signal signal, FromInput function) {
    this.signal = signal;
    this.function = function;
  }

  @Override
  public void forward(Pass pass) {
    int count = signal.vectors(pass) * signal.size();
    input = Signal.room(input, count);
    System.arraycopy(signal.values(), 0, input, 0, count);
    function.forward(input, signal.values(), count);
  }

  @Override
  public void backward(Pass pass) {
    function.backward(signal.deltas(), input, signal.vectors(pass) * signal.size());
  }
}
