package org.diabolo.engine.fused.layer;

import java.util.Arrays;
import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/** Of each row's sequence the last vector that is not masked; the first where all are. */
public final class LastStep implements Node {
  private final Signal in;
  private final Signal maskedLike;
  private final Signal out;
  private int[] last = {};

  /**
   * @param in sequence
   * @param maskedLike the sequence whose mask says which steps are there
   * @param out a vector a row
   */
  public LastStep(Signal in, Signal maskedLike, Signal out) {
    this.in = in;
    this.maskedLike = maskedLike;
    this.out = out;
  }

  @Override
  public void forward(Pass pass) {
    out.set(pass, 1, null);
    int rows = pass.rows();
    int size = in.size();
    if (last.length < rows) {
      last = new int[rows];
    }
    for (int row = 0; row < rows; row++) {
      last[row] = last(row, rows);
      System.arraycopy(
          in.values(), (last[row] * rows + row) * size, out.values(), row * size, size);
    }
  }

  private int last(int row, int rows) {
    float[] mask = maskedLike.mask();
    int step = in.length() - 1;
    while (mask != null && step > 0 && mask[step * rows + row] == 0) {
      step--;
    }
    return step;
  }

  @Override
  public void backward(Pass pass) {
    if (!in.trained()) {
      return;
    }
    int rows = pass.rows();
    int size = in.size();
    Arrays.fill(in.deltas(), 0, in.vectors(pass) * size, 0);
    for (int row = 0; row < rows; row++) {
      System.arraycopy(
          out.deltas(), row * size, in.deltas(), (last[row] * rows + row) * size, size);
    }
  }
}
