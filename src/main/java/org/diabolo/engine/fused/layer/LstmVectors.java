package org.diabolo.engine.fused.layer;

import org.diabolo.engine.fused.kernel.Blas;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/**
 * Any vectors: one product a gate over the whole sequence.
 *
 * @param in the vectors
 * @param weights their rows of the weights
 */
record LstmVectors(Signal in, Weights weights) implements LstmPart {

  @Override
  public void forward(Pass pass, int gate, float[] z) {
    int n = weights.units();
    int size = in.size();
    int ld = weights.leading();
    float[] p = pass.parameters();
    int w = weights.of(gate);
    Blas.multiply("T", "N", n, in.vectors(pass), size, p, w, ld, in.values(), 0, size, 1, z, 0, n);
  }

  @Override
  public void backward(Pass pass, int gate, float[] dz) {
    backward(pass, gate, dz, in.vectors(pass));
  }

  /** Of as many vectors as are given, which lie like dz. */
  void backward(Pass pass, int gate, float[] dz, int count) {
    int n = weights.units();
    int size = in.size();
    int ld = weights.leading();
    int w = weights.of(gate);
    float[] g = pass.gradients();
    Blas.multiply("N", "T", size, n, count, in.values(), 0, size, dz, 0, n, 0, g, w, ld);
    if (in.trained()) {
      float[] p = pass.parameters();
      float[] dx = in.deltas();
      float beta = gate == 0 ? 0 : 1;
      Blas.multiply("N", "N", size, count, n, p, w, ld, dz, 0, n, beta, dx, 0, size);
    }
  }
}
