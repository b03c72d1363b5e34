package org.diabolo.engine.kind;

import java.util.List;
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;
import org.diabolo.engine.fused.layer.Repeat;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Shape;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;

/** DL4J's vector that is repeated at every step. */
final class DuplicateToTimeSeriesKind implements VertexKind<DuplicateToTimeSeriesVertex> {

  @Override
  public Signal compile(DuplicateToTimeSeriesVertex vertex, List<Signal> in, Build build)
      throws UncoveredException {
    Signal like = build.input(vertex.getInputName());
    build.require(like != null, "no input " + vertex.getInputName());
    build.require(in.get(0).shape().kind() == Shape.Kind.FLAT, "repeats what is no vector");
    Signal out = build.signal(Shape.sequence(in.get(0).size()), in.get(0));
    Repeat repeat = new Repeat(in.get(0), like, out);
    build.add(repeat);
    build.makes(out, repeat);
    return out;
  }
}
