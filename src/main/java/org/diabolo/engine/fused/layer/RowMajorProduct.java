package org.diabolo.engine.fused.layer;

import org.diabolo.engine.fused.kernel.Blas;
import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/**
 * {@code y = x · W} for every vector, of a W that lies row-major (nIn × nOut), as SameDiff's do.
 *
 * @param in x
 * @param out y
 * @param weights offset of W in the parameters
 */
public record RowMajorProduct(Signal in, Signal out, int weights) implements Node {

  @Override
  public void forward(Pass pass) {
    out.like(pass, in);
    int nIn = in.size();
    int nOut = out.size();
    int count = in.vectors(pass);
    float[] p = pass.parameters();
    float[] y = out.values();
    Blas.multiply("N", "N", nOut, count, nIn, p, weights, nOut, in.values(), 0, nIn, 0, y, 0, nOut);
  }

  @Override
  public void backward(Pass pass) {
    int nIn = in.size();
    int nOut = out.size();
    int count = in.vectors(pass);
    float[] x = in.values();
    float[] dy = out.deltas();
    float[] g = pass.gradients();
    Blas.multiply("N", "T", nOut, nIn, count, dy, 0, nOut, x, 0, nIn, 0, g, weights, nOut);
    if (in.trained()) {
      float[] p = pass.parameters();
      float[] dx = in.deltas();
      Blas.multiply("T", "N", nIn, count, nOut, p, weights, nOut, dy, 0, nOut, 0, dx, 0, nIn);
    }
  }
}
