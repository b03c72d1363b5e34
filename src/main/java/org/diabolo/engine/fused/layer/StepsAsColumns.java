package org.diabolo.engine.fused.layer;

import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/**
 * Between sequences of a fixed number of steps and rows that hold all of it: DL4J lays a row's
 * sequence out as a matrix of a line for each number of a step and a column for each step.
 *
 * @param sequence steps outermost
 * @param row the same numbers as one vector or image
 * @param steps of every row
 * @param forth whether the sequence is what comes in
 */
public record StepsAsColumns(Signal sequence, Signal row, int steps, boolean forth)
    implements Node {

  @Override
  public void forward(Pass pass) {
    if (forth) {
      if (sequence.length() != steps || sequence.mask() != null) {
        throw new IllegalArgumentException(
            "a sequence of "
                + sequence.length()
                + (sequence.mask() == null ? "" : " masked")
                + " steps, allowed: "
                + steps
                + " without a mask");
      }
      row.set(pass, 1, null);
      toRows(pass, sequence.values(), row.values());
    } else {
      if (row.length() != 1) {
        throw new IllegalArgumentException("a sequence of rows that are sequences already");
      }
      sequence.set(pass, steps, null);
      toSteps(pass, row.values(), sequence.values());
    }
  }

  @Override
  public void backward(Pass pass) {
    if (forth && sequence.trained()) {
      toSteps(pass, row.deltas(), sequence.deltas());
    } else if (!forth && row.trained()) {
      toRows(pass, sequence.deltas(), row.deltas());
    }
  }

  private void toRows(Pass pass, float[] from, float[] to) {
    int size = sequence.size();
    for (int step = 0; step < steps; step++) {
      for (int r = 0; r < pass.rows(); r++) {
        int at = (step * pass.rows() + r) * size;
        int there = r * size * steps + step;
        for (int i = 0; i < size; i++) {
          to[there + i * steps] = from[at + i];
        }
      }
    }
  }

  private void toSteps(Pass pass, float[] from, float[] to) {
    int size = sequence.size();
    for (int step = 0; step < steps; step++) {
      for (int r = 0; r < pass.rows(); r++) {
        int at = (step * pass.rows() + r) * size;
        int there = r * size * steps + step;
        for (int i = 0; i < size; i++) {
          to[at + i] = from[there + i * steps];
        }
      }
    }
  }
}
