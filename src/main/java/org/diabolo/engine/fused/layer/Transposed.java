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
public final class Transposed {
  private final Signal in;
  private final Signal out;
  private final Patches patches;
  private final int band;
  private final float[] matrix;
  private final float[] gradient;

  /**
   * @param in images, of as many channels as W has rows
   * @param out images of their own channels and size
   * @param patches what the kernel sees of {@code out}
   */
  public Transposed(Signal in, Signal out, Patches patches) {
    this.in = in;
    this.out = out;
    this.patches = patches;
    int channels = in.shape().channels();
    this.band = patches.band(channels);
    this.matrix = new float[patches.rows() * band * patches.along().out()];
    this.gradient = new float[patches.rows() * channels];
  }

  /**
   * @return rows of Wᵀ
   */
  int rows() {
    return patches.rows();
  }

  /**
   * @return gradient of Wᵀ, row-major
   */
  float[] gradient() {
    return gradient;
  }

  /**
   * @param w where W is from {@code offset} on
   */
  void forward(Pass pass, float[] w, int offset, ChannelBias bias) {
    out.like(pass, in);
    int lines = in.shape().height();
    int width = in.shape().width();
    int plane = lines * width;
    int inner = patches.rows();
    int channels = in.shape().channels();
    int images = in.vectors(pass);
    float[] x = in.values();
    for (int image = 0; image < images; image++) {
      int to = image * out.size();
      bias.fill(pass, out, to);
      for (int top = 0; top < lines; top += band) {
        int bottom = Math.min(lines, top + band);
        int columns = (bottom - top) * width;
        int from = image * in.size() + top * width;
        Blas.multiply(
            "N", "T", columns, inner, channels, x, from, plane, w, offset, inner, 0, matrix, 0,
            columns);
        patches.scatter(matrix, out.values(), to, top, bottom);
      }
    }
  }

  /**
   * Fills the {@link #gradient} too.
   *
   * @param w where W is from {@code offset} on
   */
  void backward(Pass pass, float[] w, int offset) {
    int lines = in.shape().height();
    int images = in.vectors(pass);
    for (int image = 0; image < images; image++) {
      for (int top = 0; top < lines; top += band) {
        backward(image, top, Math.min(lines, top + band), w, offset);
      }
    }
  }

  private void backward(int image, int top, int bottom, float[] w, int offset) {
    int width = in.shape().width();
    int plane = in.shape().height() * width;
    int columns = (bottom - top) * width;
    int inner = patches.rows();
    int channels = in.shape().channels();
    int from = image * in.size() + top * width;
    float beta = image == 0 && top == 0 ? 0 : 1;
    patches.gather(out.deltas(), image * out.size(), top, bottom, matrix);
    Blas.multiply(
        "T",
        "N",
        channels,
        inner,
        columns,
        in.values(),
        from,
        plane,
        matrix,
        0,
        columns,
        beta,
        gradient,
        0,
        channels);
    if (in.trained()) {
      Blas.multiply(
          "N",
          "N",
          columns,
          channels,
          inner,
          matrix,
          0,
          columns,
          w,
          offset,
          inner,
          0,
          in.deltas(),
          from,
          plane);
    }
  }
}
