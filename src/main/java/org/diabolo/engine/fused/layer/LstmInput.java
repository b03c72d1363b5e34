package org.diabolo.engine.fused.layer;

import org.diabolo.engine.fused.kernel.Blas;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/**
 * What an LSTM gets from its input, {@code x · W + b}, for all steps at once: one product a gate
 * over the whole sequence.
 *
 * @param in x
 * @param size units of the LSTM
 * @param weights offset of W, whose columns are the gates' one after the other
 * @param bias offset of b
 */
record LstmInput(Signal in, int size, int weights, int bias) {

  /** Writes the pre-activations of each gate. */
  void forward(Pass pass, float[][] gates) {
    int nIn = in.size();
    int count = in.vectors(pass);
    float[] p = pass.parameters();
    for (int gate = 0; gate < gates.length; gate++) {
      float[] z = gates[gate];
      for (int i = 0; i < count; i++) {
        System.arraycopy(p, bias + gate * size, z, i * size, size);
      }
      int w = weights + gate * size * nIn;
      Blas.multiply("T", "N", size, count, nIn, p, w, nIn, in.values(), 0, nIn, 1, z, 0, size);
    }
  }

  /** Takes the gradients of the pre-activations. */
  void backward(Pass pass, float[][] deltas) {
    int nIn = in.size();
    int count = in.vectors(pass);
    float[] p = pass.parameters();
    float[] g = pass.gradients();
    for (int gate = 0; gate < deltas.length; gate++) {
      float[] dz = deltas[gate];
      int w = weights + gate * size * nIn;
      Blas.multiply("N", "T", nIn, size, count, in.values(), 0, nIn, dz, 0, size, 0, g, w, nIn);
      Blas.sumRows(count, size, dz, g, bias + gate * size);
      if (in.trained()) {
        float beta = gate == 0 ? 0 : 1;
        float[] dx = in.deltas();
        Blas.multiply("N", "N", nIn, count, size, p, w, nIn, dz, 0, size, beta, dx, 0, nIn);
      }
    }
  }
}
