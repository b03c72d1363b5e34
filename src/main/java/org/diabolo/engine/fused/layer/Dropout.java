package org.diabolo.engine.fused.layer;

import org.diabolo.engine.fused.kernel.RandomMask;
import org.diabolo.engine.fused.kernel.Vectors;
import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/**
 * Srivastava et al. 2014, inverted as in DL4J: in training each number is kept with a probability,
 * and then divided by it, or else 0; in inference nothing happens.
 */
public final class Dropout implements Node {
  private final Signal in;
  private final Signal out;
  private final double keep;
  private final long number;
  private final RandomMask random = new RandomMask();
  private float[] mask = {};

  /**
   * @param in any shape
   * @param out of the same shape
   * @param keep probability, above 0 and below 1
   * @param number of this node among those of the plan that draw
   */
  public Dropout(Signal in, Signal out, double keep, int number) {
    this.in = in;
    this.out = out;
    this.keep = keep;
    this.number = number;
  }

  @Override
  public void forward(Pass pass) {
    out.like(pass, in);
    int count = in.vectors(pass) * in.size();
    if (!pass.training()) {
      System.arraycopy(in.values(), 0, out.values(), 0, count);
      return;
    }
    mask = Signal.room(mask, count);
    // Nodes far apart in the counter, whose numbers are the places of a batch.
    random.fill(pass.seed() + (number << 40), keep, mask, count);
    Vectors.multiply(in.values(), mask, out.values(), count);
  }

  @Override
  public void backward(Pass pass) {
    if (in.trained()) {
      Vectors.multiply(out.deltas(), mask, in.deltas(), in.vectors(pass) * in.size());
    }
  }
}
