package org.diabolo.engine.fused.layer;

import java.util.Arrays;
import org.diabolo.engine.fused.kernel.Blas;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/** The same vector at each step of a row: one product a row, added to all its steps. */
final class LstmRepeated implements LstmPart {
  private final LstmVectors once;
  private final Signal repeated;
  private final int units;
  private float[] sums = {};

  /**
   * @param in the vectors
   * @param repeated them as a sequence, whose length counts
   * @param weights their rows of the weights
   */
  LstmRepeated(Signal in, Signal repeated, Weights weights) {
    this.once = new LstmVectors(in, weights);
    this.repeated = repeated;
    this.units = weights.units();
  }

  @Override
  public void forward(Pass pass, int gate, float[] z) {
    int step = pass.rows() * units;
    sums = Signal.room(sums, step);
    Arrays.fill(sums, 0, step, 0);
    once.forward(pass, gate, sums);
    for (int i = 0; i < repeated.length(); i++) {
      Blas.add(step, sums, 0, z, i * step);
    }
  }

  @Override
  public void backward(Pass pass, int gate, float[] dz) {
    int step = pass.rows() * units;
    Blas.sumRows(repeated.length(), step, dz, sums, 0);
    once.backward(pass, gate, sums, pass.rows());
  }
}
