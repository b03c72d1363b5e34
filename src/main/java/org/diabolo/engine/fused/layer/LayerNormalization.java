package org.diabolo.engine.fused.layer;

import org.diabolo.engine.fused.kernel.Blas;
import org.diabolo.engine.fused.kernel.Standardization;
import org.diabolo.engine.fused.kernel.Vectors;
import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/** {@code y = g · norm(x) + b}: the gain comes before the layer's bias, which is not normalised. */
public final class LayerNormalization implements Node {
  private final Signal in;
  private final Signal out;
  private final int gain;
  private final int bias;
  private float[] inverses = {};
  private float[] products = {};

  /**
   * @param in x, normalised in place; nobody else reads it
   * @param out y
   * @param gain offset of g in the parameters
   * @param bias offset of b; -1 where there is none
   */
  public LayerNormalization(Signal in, Signal out, int gain, int bias) {
    this.in = in;
    this.out = out;
    this.gain = gain;
    this.bias = bias;
  }

  @Override
  public void forward(Pass pass) {
    out.like(pass, in);
    int vectors = in.vectors(pass);
    int size = in.size();
    inverses = Signal.room(inverses, vectors);
    Standardization.forward(in.values(), inverses, vectors, size);
    float[] p = pass.parameters();
    float[] x = in.values();
    float[] y = out.values();
    for (int v = 0; v < vectors; v++) {
      int at = v * size;
      for (int i = 0; i < size; i++) {
        y[at + i] = x[at + i] * p[gain + i];
      }
      if (bias >= 0) {
        for (int i = 0; i < size; i++) {
          y[at + i] += p[bias + i];
        }
      }
    }
  }

  @Override
  public void backward(Pass pass) {
    int vectors = in.vectors(pass);
    int size = in.size();
    int count = vectors * size;
    float[] g = pass.gradients();
    float[] dy = out.deltas();
    if (bias >= 0) {
      Blas.sumRows(vectors, size, dy, g, bias);
    }
    products = Signal.room(products, count);
    Vectors.multiply(dy, in.values(), products, count);
    Blas.sumRows(vectors, size, products, g, gain);
    float[] p = pass.parameters();
    float[] dx = in.deltas();
    for (int v = 0; v < vectors; v++) {
      int at = v * size;
      for (int i = 0; i < size; i++) {
        dx[at + i] = dy[at + i] * p[gain + i];
      }
    }
    Standardization.backward(dx, in.values(), inverses, vectors, size);
  }
}
