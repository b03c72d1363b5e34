package org.diabolo.engine.fused.plan;

import java.util.List;
import org.diabolo.engine.fused.kernel.Vectors;

/** Gives each of several readers deltas of its own, and adds them up on the way back. */
record Fork(Signal in, List<Signal> branches) implements Node {

  @Override
  public void forward(Pass pass) {
    for (int i = 0; i < branches.size(); i++) {
      Signal branch = branches.get(i);
      branch.share(in.values(), in.length(), in.mask());
      branch.reserveDeltas(pass);
    }
  }

  @Override
  public void backward(Pass pass) {
    int count = in.vectors(pass) * in.size();
    System.arraycopy(branches.get(0).deltas(), 0, in.deltas(), 0, count);
    for (int i = 1; i < branches.size(); i++) {
      Vectors.add(branches.get(i).deltas(), in.deltas(), count);
    }
  }
}
