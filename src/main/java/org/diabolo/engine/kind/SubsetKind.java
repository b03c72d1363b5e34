package org.diabolo.engine.kind;

import java.util.List;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.diabolo.engine.fused.layer.Subset;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;

/** DL4J's neighbouring numbers of each vector, or channels of each image. */
final class SubsetKind implements VertexKind<SubsetVertex> {

  @Override
  public Signal compile(SubsetVertex vertex, List<Signal> in, Build build)
      throws UncoveredException {
    Signal all = in.get(0);
    int first = vertex.getFrom();
    int last = vertex.getTo();
    build.require(0 <= first && first <= last && last < all.shape().channels(), "its range");
    Signal out = build.signal(all.shape().withChannels(last - first + 1), all);
    build.add(new Subset(all, out, first * all.shape().height() * all.shape().width()));
    return out;
  }
}
