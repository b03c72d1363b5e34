package org.diabolo.engine.fused.layer;

import org.diabolo.engine.fused.kernel.Blas;
import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/**
 * {@code y = x · W + b} for every vector. W lies column-major (nIn × nOut), as DL4J has it.
 *
 * @param in x
 * @param out y
 * @param weights offset of W in the parameters
 * @param bias offset of b; -1 where there is none
 */
public record Affine(Signal in, Signal out, int weights, int bias) implements Node {

  /** Row-major x and y are column-major xᵀ and yᵀ: yᵀ = Wᵀ xᵀ, added to the bias. */
  @Override
  public void forward(Pass pass) {
    out.like(pass, in);
    int nIn = in.size();
    int nOut = out.size();
    int count = in.vectors(pass);
    float[] p = pass.parameters();
    float[] y = out.values();
    if (bias >= 0) {
      for (int i = 0; i < count; i++) {
        System.arraycopy(p, bias, y, i * nOut, nOut);
      }
    }
    float beta = bias >= 0 ? 1 : 0;
    Blas.multiply(
        "T", "N", nOut, count, nIn, p, weights, nIn, in.values(), 0, nIn, beta, y, 0, nOut);
  }

  @Override
  public void backward(Pass pass) {
    int nIn = in.size();
    int nOut = out.size();
    int count = in.vectors(pass);
    float[] dy = out.deltas();
    float[] g = pass.gradients();
    Blas.multiply("N", "T", nIn, nOut, count, in.values(), 0, nIn, dy, 0, nOut, 0, g, weights, nIn);
    if (bias >= 0) {
      Blas.sumRows(count, nOut, dy, g, bias);
    }
    if (in.trained()) {
      float[] p = pass.parameters();
      float[] dx = in.deltas();
      Blas.multiply("N", "N", nIn, count, nOut, p, weights, nIn, dy, 0, nOut, 0, dx, 0, nIn);
    }
  }
}
