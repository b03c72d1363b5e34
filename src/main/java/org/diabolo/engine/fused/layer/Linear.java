package org.diabolo.engine.fused.layer;

import java.util.List;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.ShiftVertex;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/** {@code y = scale · x + shift}. */
record Linear(Signal in, Signal out, float scale, float shift) implements Node {

  static Signal compile(ScaleVertex vertex, List<Signal> in, Build build) {
    return compile(in.get(0), vertex.getScaleFactor(), 0, build);
  }

  static Signal compile(ShiftVertex vertex, List<Signal> in, Build build) {
    return compile(in.get(0), 1, vertex.getShiftFactor(), build);
  }

  private static Signal compile(Signal in, double scale, double shift, Build build) {
    Signal out = build.signal(in.shape(), in);
    build.add(new Linear(in, out, (float) scale, (float) shift));
    return out;
  }

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
