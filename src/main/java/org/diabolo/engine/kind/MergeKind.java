package org.diabolo.engine.kind;

import java.util.List;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.diabolo.engine.fused.layer.Merge;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Shape;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;

/** DL4J's vectors put one after the other, or channels of images. */
final class MergeKind implements VertexKind<MergeVertex> {

  @Override
  public Signal compile(MergeVertex vertex, List<Signal> in, Build build)
      throws UncoveredException {
    build.require(vertex.getMergeAxis() == MergeVertex.DEFAULT_MERGE_DIM, "its axis");
    return compile(in, build);
  }

  @Override
  public boolean stepwise(MergeVertex vertex, List<Boolean> changing) {
    return true;
  }

  static Signal compile(List<Signal> in, Build build) throws UncoveredException {
    if (in.size() == 1) {
      return in.get(0);
    }
    Shape first = in.get(0).shape();
    int channels = 0;
    for (Signal signal : in) {
      Shape shape = signal.shape();
      build.require(
          shape.equals(first.withChannels(shape.channels())), "merges " + first + " and " + shape);
      channels += shape.channels();
    }
    Signal out = build.signal(first.withChannels(channels), in.toArray(Signal[]::new));
    Merge merge = new Merge(in, out);
    build.add(merge);
    build.makes(out, merge);
    return out;
  }
}
