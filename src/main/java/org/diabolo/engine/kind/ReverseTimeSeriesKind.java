package org.diabolo.engine.kind;

import java.util.List;
import org.deeplearning4j.nn.conf.graph.rnn.ReverseTimeSeriesVertex;
import org.diabolo.engine.fused.layer.ReversedSteps;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Shape;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;

/** DL4J's steps in the opposite order. */
final class ReverseTimeSeriesKind implements VertexKind<ReverseTimeSeriesVertex> {

  @Override
  public Signal compile(ReverseTimeSeriesVertex vertex, List<Signal> in, Build build)
      throws UncoveredException {
    String name = vertex.getMaskArrayInputName();
    Signal input = name == null ? null : build.input(name);
    build.require(name == null || input != null, "no input " + name);
    Signal from = in.get(0);
    build.require(from.shape().kind() == Shape.Kind.SEQUENCE, "reverses what is no sequence");
    Signal out = build.signal(from.shape(), from);
    build.add(new ReversedSteps(from, input, out));
    return out;
  }
}
