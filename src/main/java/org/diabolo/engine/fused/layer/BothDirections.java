package org.diabolo.engine.fused.layer;

import java.util.List;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;

/**
 * DL4J's Bidirectional: two LSTMs, of which one goes backward through time. It reads padding first,
 * as DL4J's does: neither looks at masks.
 *
 * @param mode how the two become one: added, averaged or multiplied
 * @param a of the one forward
 * @param b of the one backward
 * @param out of both
 */
record BothDirections(Bidirectional.Mode mode, Signal a, Signal b, Signal out) implements Node {

  static Signal compile(Bidirectional layer, Signal in, Build build) throws UncoveredException {
    List<Signal> branches = build.fork(in, 2);
    Signal a = lstm(layer.getFwd(), branches.get(0), build, Lstm.Direction.FORWARD);
    Signal b = lstm(layer.getBwd(), branches.get(1), build, Lstm.Direction.BACKWARD);
    if (layer.getMode() == Bidirectional.Mode.CONCAT) {
      return Merge.compile(List.of(a, b), build);
    }
    Signal out = build.signal(a.shape(), a, b);
    build.add(new BothDirections(layer.getMode(), a, b, out));
    return out;
  }

  private static Signal lstm(Layer layer, Signal in, Build build, Lstm.Direction direction)
      throws UncoveredException {
    build.require(layer instanceof LSTM, "both directions of " + layer.getClass().getSimpleName());
    Compiler.requirePlain(layer, build);
    Signal kept = Dropouts.before(layer, in, build);
    return Lstm.compile((LSTM) layer, kept, build, direction, Lstm.Masked.IGNORED);
  }

  @Override
  public void forward(Pass pass) {
    out.like(pass, a);
    int count = out.vectors(pass) * out.size();
    float[] x = a.values();
    float[] y = b.values();
    float[] z = out.values();
    if (mode == Bidirectional.Mode.MUL) {
      for (int i = 0; i < count; i++) {
        z[i] = x[i] * y[i];
      }
      return;
    }
    float weight = weight();
    for (int i = 0; i < count; i++) {
      z[i] = weight * (x[i] + y[i]);
    }
  }

  private float weight() {
    return mode == Bidirectional.Mode.AVERAGE ? 0.5f : 1;
  }

  @Override
  public void backward(Pass pass) {
    int count = out.vectors(pass) * out.size();
    float[] dx = a.deltas();
    float[] dy = b.deltas();
    float[] dz = out.deltas();
    if (mode == Bidirectional.Mode.MUL) {
      multiply(dz, b.values(), dx, count);
      multiply(dz, a.values(), dy, count);
      return;
    }
    float weight = weight();
    for (int i = 0; i < count; i++) {
      dx[i] = weight * dz[i];
    }
    System.arraycopy(dx, 0, dy, 0, count);
  }

  private static void multiply(float[] x, float[] y, float[] z, int count) {
    for (int i = 0; i < count; i++) {
      z[i] = x[i] * y[i];
    }
  }
}
