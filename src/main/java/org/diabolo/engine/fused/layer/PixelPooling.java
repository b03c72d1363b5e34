package org.diabolo.engine.fused.layer;

import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/** Reduces each channel of each image to a number. */
public record PixelPooling(Signal in, Signal out, Reduction reduction) implements Node {

  @Override
  public void forward(Pass pass) {
    out.like(pass, in);
    float[] y = out.values();
    int plane = in.size() / out.size();
    int planes = out.vectors(pass) * out.size();
    for (int i = 0; i < planes; i++) {
      y[i] = reduction.of(in.values(), i * plane, plane, 1, null, 0, 0);
    }
  }

  @Override
  public void backward(Pass pass) {
    if (!in.trained()) {
      return;
    }
    float[] y = out.values();
    float[] dy = out.deltas();
    int plane = in.size() / out.size();
    int planes = out.vectors(pass) * out.size();
    for (int i = 0; i < planes; i++) {
      reduction.backward(in.values(), in.deltas(), i * plane, plane, 1, null, 0, 0, y[i], dy[i]);
    }
  }
}
