package org.diabolo.engine.fused.layer;

import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/** Reduces the steps of each row that are there to a vector. */
public record StepPooling(Signal in, Signal out, Reduction reduction) implements Node {

  @Override
  public void forward(Pass pass) {
    out.set(pass, 1, null);
    float[] y = out.values();
    int rows = pass.rows();
    int size = in.size();
    for (int row = 0; row < rows; row++) {
      for (int i = row * size; i < (row + 1) * size; i++) {
        y[i] = reduction.of(in.values(), i, in.length(), rows * size, in.mask(), row, rows);
      }
    }
  }

  @Override
  public void backward(Pass pass) {
    if (!in.trained()) {
      return;
    }
    float[] y = out.values();
    float[] dy = out.deltas();
    int rows = pass.rows();
    int size = in.size();
    for (int row = 0; row < rows; row++) {
      for (int i = row * size; i < (row + 1) * size; i++) {
        reduction.backward(
            in.values(),
            in.deltas(),
            i,
            in.length(),
            rows * size,
            in.mask(),
            row,
            rows,
            y[i],
            dy[i]);
      }
    }
  }
}
