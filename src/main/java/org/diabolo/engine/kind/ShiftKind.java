package org.diabolo.engine.kind;

import java.util.List;
import org.deeplearning4j.nn.conf.graph.ShiftVertex;
import org.diabolo.engine.fused.layer.Linear;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Signal;

/** DL4J's numbers plus a number. */
final class ShiftKind implements VertexKind<ShiftVertex> {

  @Override
  public Signal compile(ShiftVertex vertex, List<Signal> in, Build build) {
    Signal out = build.signal(in.get(0).shape(), in.get(0));
    build.add(
        new Linear(in.get(0), out, /* scale= */ 1, /* shift= */ (float) vertex.getShiftFactor()));
    return out;
  }
}
