package org.diabolo.engine.fused.layer;

import java.util.Arrays;
import org.diabolo.engine.fused.kernel.Blas;
import org.diabolo.engine.fused.kernel.Patches;
import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/**
 * 2D convolution as one product an image: {@code Y = W · patches(X)}, whose matrices are small
 * enough to stay in the cache. W lies row-major (channels out × channels in · kernel), as DL4J has
 * it.
 */
final class Convolution implements Node {
  private final Signal in;
  private final Signal out;
  private final Patches patches;
  private final int weights;
  private final ChannelBias bias;
  private final float[] matrix;

  /**
   * @param patches what the kernel sees of {@code in}
   * @param weights offset of W in the parameters
   */
  Convolution(Signal in, Signal out, Patches patches, int weights, ChannelBias bias) {
    this.in = in;
    this.out = out;
    this.patches = patches;
    this.weights = weights;
    this.bias = bias;
    this.matrix = new float[patches.identity() ? 0 : patches.rows() * patches.columns()];
  }

  /** Row-major Y and X are column-major Yᵀ and Xᵀ: Yᵀ = patches(X)ᵀ · Wᵀ, added to the bias. */
  @Override
  public void forward(Pass pass) {
    out.like(pass, in);
    int pixels = patches.columns();
    int inner = patches.rows();
    int channels = out.shape().channels();
    int images = in.vectors(pass);
    float[] p = pass.parameters();
    float[] y = out.values();
    for (int i = 0; i < images; i++) {
      float[] x = patches(i);
      int at = at(i);
      int to = i * out.size();
      bias.fill(pass, out, to);
      Blas.multiply(
          "N", "N", pixels, channels, inner, x, at, pixels, p, weights, inner, 1, y, to, pixels);
    }
  }

  @Override
  public void backward(Pass pass) {
    int pixels = patches.columns();
    int inner = patches.rows();
    int channels = out.shape().channels();
    int images = in.vectors(pass);
    float[] dy = out.deltas();
    float[] g = pass.gradients();
    for (int i = 0; i < images; i++) {
      float[] x = patches(i);
      int at = at(i);
      int from = i * out.size();
      float beta = i == 0 ? 0 : 1;
      Blas.multiply(
          "T", "N", inner, channels, pixels, x, at, pixels, dy, from, pixels, beta, g, weights,
          inner);
      if (in.trained()) {
        inputDeltas(pass, i);
      }
    }
    bias.backward(pass, out);
  }

  private void inputDeltas(Pass pass, int image) {
    int pixels = patches.columns();
    int inner = patches.rows();
    int channels = out.shape().channels();
    float[] p = pass.parameters();
    float[] dy = out.deltas();
    float[] dx = in.deltas();
    int from = image * out.size();
    int to = image * in.size();
    float[] product = patches.identity() ? dx : matrix;
    int at = at(image);
    Blas.multiply(
        "N", "T", pixels, inner, channels, dy, from, pixels, p, weights, inner, 0, product, at,
        pixels);
    if (!patches.identity()) {
      Arrays.fill(dx, to, to + in.size(), 0);
      patches.scatter(matrix, dx, to);
    }
  }

  private float[] patches(int image) {
    if (patches.identity()) {
      return in.values();
    }
    patches.gather(in.values(), image * in.size(), matrix);
    return matrix;
  }

  private int at(int image) {
    return patches.identity() ? image * in.size() : 0;
  }
}
