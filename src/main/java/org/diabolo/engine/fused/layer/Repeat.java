package org.diabolo.engine.fused.layer;

import org.diabolo.engine.fused.kernel.Blas;
import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/** The same vector at every step of a row. */
public final class Repeat implements Node {
  private final Signal in;
  private final Signal like;
  private final Signal out;
  private boolean lookedBehind;

  /**
   * @param in the vectors
   * @param like the network's input whose length and mask the sequence takes
   * @param out the sequence
   */
  public Repeat(Signal in, Signal like, Signal out) {
    this.in = in;
    this.like = like;
    this.out = out;
  }

  /**
   * Leaves the vectors where they are, for a reader that repeats them itself.
   *
   * @return what is repeated
   */
  Signal lookBehind() {
    // Of what is not trained there may be other readers.
    lookedBehind = out.trained();
    return in;
  }

  @Override
  public void forward(Pass pass) {
    out.like(pass, like);
    if (lookedBehind) {
      return;
    }
    int count = pass.rows() * in.size();
    for (int step = 0; step < out.length(); step++) {
      System.arraycopy(in.values(), 0, out.values(), step * count, count);
    }
  }

  @Override
  public void backward(Pass pass) {
    if (in.trained() && !lookedBehind) {
      Blas.sumRows(out.length(), pass.rows() * in.size(), out.deltas(), in.deltas(), 0);
    }
  }
}
