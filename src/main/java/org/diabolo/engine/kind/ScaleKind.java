package org.diabolo.engine.kind;

import java.util.List;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.diabolo.engine.fused.layer.Linear;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Signal;

/** DL4J's numbers times a factor. */
final class ScaleKind implements VertexKind<ScaleVertex> {

  @Override
  public Signal compile(ScaleVertex vertex, List<Signal> in, Build build) {
    Signal out = build.signal(in.get(0).shape(), in.get(0));
    build.add(
        new Linear(in.get(0), out, /* scale= */ (float) vertex.getScaleFactor(), /* shift= */ 0));
    return out;
  }
}
