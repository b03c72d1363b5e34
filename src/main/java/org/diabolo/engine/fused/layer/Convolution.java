package org.diabolo.engine.fused.layer;

import java.util.Arrays;
import org.diabolo.engine.fused.kernel.Blas;
import org.diabolo.engine.fused.kernel.Patches;
import org.diabolo.engine.fused.kernel.Vectors;
import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/**
 * 2D convolution as products of each image, or bands of it: {@code Y = W · patches(X)}. W lies
 * row-major (channels out × channels in · kernel), as DL4J has it.
 */
public final class Convolution implements Node {
  private final Signal in;
  private final Signal out;
  private final Patches patches;
  private final int weights;
  private final ChannelBias bias;
  private final int band;
  private final float[] matrix;
  private final float[] gradient;

  /**
   * @param in images
   * @param out images of their own channels and size
   * @param patches what the kernel sees of {@code in}
   * @param weights offset of W in the parameters
   * @param bias of each channel of {@code out}
   */
  public Convolution(Signal in, Signal out, Patches patches, int weights, ChannelBias bias) {
    this.in = in;
    this.out = out;
    this.patches = patches;
    this.weights = weights;
    this.bias = bias;
    int channels = out.shape().channels();
    this.band = patches.band(channels);
    int columns = band * patches.along().out();
    this.matrix = new float[patches.identity() ? 0 : patches.rows() * columns];
    this.gradient = new float[patches.rows() * channels];
  }

  @Override
  public void forward(Pass pass) {
    out.like(pass, in);
    int lines = out.shape().height();
    int images = in.vectors(pass);
    for (int image = 0; image < images; image++) {
      bias.fill(pass, out, image * out.size());
      for (int top = 0; top < lines; top += band) {
        forward(pass, image, top, Math.min(lines, top + band));
      }
    }
  }

  /** Row-major Y and X are column-major Yᵀ and Xᵀ: Yᵀ = patches(X)ᵀ · Wᵀ, added to the bias. */
  private void forward(Pass pass, int image, int top, int bottom) {
    int width = out.shape().width();
    int plane = out.shape().height() * width;
    int columns = (bottom - top) * width;
    int inner = patches.rows();
    int channels = out.shape().channels();
    int to = image * out.size() + top * width;
    float[] p = pass.parameters();
    float[] y = out.values();
    if (patches.identity()) {
      int from = image * in.size() + top * width;
      Blas.multiply(
          "N",
          "N",
          columns,
          channels,
          inner,
          in.values(),
          from,
          plane,
          p,
          weights,
          inner,
          1,
          y,
          to,
          plane);
    } else {
      patches.gather(in.values(), image * in.size(), top, bottom, matrix);
      Blas.multiply(
          "N", "N", columns, channels, inner, matrix, 0, columns, p, weights, inner, 1, y, to,
          plane);
    }
  }

  @Override
  public void backward(Pass pass) {
    int lines = out.shape().height();
    int images = in.vectors(pass);
    for (int image = 0; image < images; image++) {
      if (in.trained()) {
        Arrays.fill(in.deltas(), image * in.size(), (image + 1) * in.size(), 0);
      }
      for (int top = 0; top < lines; top += band) {
        backward(pass, image, top, Math.min(lines, top + band));
      }
    }
    Vectors.transpose(gradient, patches.rows(), out.shape().channels(), pass.gradients(), weights);
    bias.backward(pass, out);
  }

  private void backward(Pass pass, int image, int top, int bottom) {
    int width = out.shape().width();
    int plane = out.shape().height() * width;
    int columns = (bottom - top) * width;
    int inner = patches.rows();
    int channels = out.shape().channels();
    int from = image * out.size() + top * width;
    float beta = image == 0 && top == 0 ? 0 : 1;
    float[] p = pass.parameters();
    float[] dy = out.deltas();
    if (patches.identity()) {
      int at = image * in.size() + top * width;
      weightGradient(columns, dy, from, in.values(), at, plane, beta);
      if (in.trained()) {
        Blas.multiply(
            "N",
            "T",
            columns,
            inner,
            channels,
            dy,
            from,
            plane,
            p,
            weights,
            inner,
            0,
            in.deltas(),
            at,
            plane);
      }
      return;
    }
    patches.gather(in.values(), image * in.size(), top, bottom, matrix);
    weightGradient(columns, dy, from, matrix, 0, columns, beta);
    if (in.trained()) {
      Blas.multiply(
          "N", "T", columns, inner, channels, dy, from, plane, p, weights, inner, 0, matrix, 0,
          columns);
      patches.scatter(matrix, in.deltas(), image * in.size(), top, bottom);
    }
  }

  /** The transpose of W's, as OpenBLAS is faster with the smaller side first. */
  private void weightGradient(
      int columns, float[] dy, int from, float[] x, int at, int leading, float beta) {
    int plane = out.size() / out.shape().channels();
    int channels = out.shape().channels();
    Blas.multiply(
        "T",
        "N",
        channels,
        patches.rows(),
        columns,
        dy,
        from,
        plane,
        x,
        at,
        leading,
        beta,
        gradient,
        0,
        channels);
  }
}
