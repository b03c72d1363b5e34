package org.diabolo.engine.fused.layer;

import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/**
 * Each row's steps in the opposite order. Only those that are there change places; of what is
 * masked DL4J's vertex gives out zeros. Reversed twice they are as they were.
 */
public final class ReversedSteps implements Node {
  private final Signal in;
  private final Signal maskedLike;
  private final Signal out;

  /**
   * @param in sequence
   * @param maskedLike the network's input whose mask says what is there; null where all is
   * @param out sequence
   */
  public ReversedSteps(Signal in, Signal maskedLike, Signal out) {
    this.in = in;
    this.maskedLike = maskedLike;
    this.out = out;
  }

  @Override
  public void forward(Pass pass) {
    out.like(pass, in);
    reverse(pass, in.values(), out.values());
  }

  @Override
  public void backward(Pass pass) {
    if (in.trained()) {
      reverse(pass, out.deltas(), in.deltas());
    }
  }

  private void reverse(Pass pass, float[] from, float[] to) {
    float[] mask = maskedLike == null ? null : maskedLike.mask();
    int rows = pass.rows();
    int length = in.length();
    for (int row = 0; row < rows; row++) {
      int back = length - 1;
      for (int step = 0; step < length; step++) {
        if (!there(mask, step * rows + row)) {
          clear(to, step * rows + row);
          continue;
        }
        while (!there(mask, back * rows + row)) {
          back--;
        }
        int size = in.size();
        System.arraycopy(from, (step * rows + row) * size, to, (back * rows + row) * size, size);
        back--;
      }
    }
  }

  private static boolean there(float[] mask, int vector) {
    return mask == null || mask[vector] != 0;
  }

  private void clear(float[] vectors, int vector) {
    java.util.Arrays.fill(vectors, vector * in.size(), (vector + 1) * in.size(), 0);
  }
}
