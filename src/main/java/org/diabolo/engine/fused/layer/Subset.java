package org.diabolo.engine.fused.layer;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;

/**
 * Neighbouring numbers of each vector, or channels of each image.
 *
 * @param in all
 * @param out some
 * @param from number of {@code in} that is the first
 */
record Subset(Signal in, Signal out, int from) implements Node {

  static Signal compile(SubsetVertex vertex, List<Signal> in, Build build)
      throws UncoveredException {
    Signal all = in.get(0);
    int first = vertex.getFrom();
    int last = vertex.getTo();
    build.require(0 <= first && first <= last && last < all.shape().channels(), "its range");
    Signal out = build.signal(all.shape().withChannels(last - first + 1), all);
    build.add(new Subset(all, out, first * all.shape().height() * all.shape().width()));
    return out;
  }

  @Override
  public void forward(Pass pass) {
    out.like(pass, in);
    int vectors = in.vectors(pass);
    int size = out.size();
    for (int v = 0; v < vectors; v++) {
      System.arraycopy(in.values(), v * in.size() + from, out.values(), v * size, size);
    }
  }

  @Override
  public void backward(Pass pass) {
    int vectors = in.vectors(pass);
    int size = out.size();
    Arrays.fill(in.deltas(), 0, vectors * in.size(), 0);
    for (int v = 0; v < vectors; v++) {
      System.arraycopy(out.deltas(), v * size, in.deltas(), v * in.size() + from, size);
    }
  }
}
