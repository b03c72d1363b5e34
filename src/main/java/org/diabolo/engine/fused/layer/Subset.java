package org.diabolo.engine.fused.layer;

import java.util.Arrays;
import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/**
 * Neighbouring numbers of each vector, or channels of each image.
 *
 * @param in all
 * @param out some
 * @param from number of {@code in} that is the first
 */
public record Subset(Signal in, Signal out, int from) implements Node {

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
