package org.diabolo.engine.fused.layer;

import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/**
 * {@code y = scale · x + shift}.
 *
 * @param in x
 * @param out y
 * @param scale of each number
 * @param shift of each number
 */
public record Linear(Signal in, Signal out, float scale, float shift) implements Node {

  @Override
  public void forward(Pass pass) {
    out.like(pass, in);
    apply(in.values(), out.values(), scale, shift, in.vectors(pass) * in.size());
  }

  @Override
  public void backward(Pass pass) {
    apply(out.deltas(), in.deltas(), scale, 0, in.vectors(pass) * in.size());
  }

  private static void apply(float[] x, float[] y, float scale, float shift, int count) {
    for (int i = 0; i < count; i++) {
      y[i] = scale * x[i] + shift;
    }
  }
}
