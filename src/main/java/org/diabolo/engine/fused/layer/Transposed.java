package org.diabolo.engine.fused.layer;

import org.diabolo.engine.fused.kernel.Blas;
import org.diabolo.engine.fused.kernel.Patches;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/**
 * Transposed convolution: what a {@link Convolution} from {@code out} to {@code in} does backward,
 * and the other way round. {@code Y} is the patches {@code Wᵀ · X} added up where they belong; W
 * lies row-major (channels in × channels out · kernel).
 */
final class Transposed {
  private final Signal in;
  private final Signal out;
  private final Patches patches;
  private final float[] matrix;

  /**
   * @param patches what the kernel sees of {@code out}
   */
  Transposed(Signal in, Signal out, Patches patches) {
    this.in = in;
    this.out = out;
    this.patches = patches;
    this.matrix = new float[patches.rows() * patches.columns()];
  }

  /**
   * @param w where W is from {@code offset} on
   */
  void forward(Pass pass, float[] w, int offset, ChannelBias bias) {
    out.like(pass, in);
    int pixels = patches.columns();
    int inner = patches.rows();
    int channels = in.shape().channels();
    int images = in.vectors(pass);
    float[] x = in.values();
    for (int i = 0; i < images; i++) {
      int from = i * in.size();
      int to = i * out.size();
      Blas.multiply(
          "N", "T", pixels, inner, channels, x, from, pixels, w, offset, inner, 0, matrix, 0,
          pixels);
      bias.fill(pass, out, to);
      patches.scatter(matrix, out.values(), to);
    }
  }

  /**
   * @param w where W is from {@code offset} on
   * @param g written: W's gradient, from {@code gradient} on
   */
  void backward(Pass pass, float[] w, int offset, float[] g, int gradient) {
    int pixels = patches.columns();
    int inner = patches.rows();
    int channels = in.shape().channels();
    int images = in.vectors(pass);
    float[] x = in.values();
    float[] dx = in.deltas();
    for (int i = 0; i < images; i++) {
      int from = i * in.size();
      float beta = i == 0 ? 0 : 1;
      patches.gather(out.deltas(), i * out.size(), matrix);
      Blas.multiply(
          "T", "N", inner, channels, pixels, matrix, 0, pixels, x, from, pixels, beta, g, gradient,
          inner);
      if (in.trained()) {
        Blas.multiply(
            "N", "N", pixels, channels, inner, matrix, 0, pixels, w, offset, inner, 0, dx, from,
            pixels);
      }
    }
  }
}
