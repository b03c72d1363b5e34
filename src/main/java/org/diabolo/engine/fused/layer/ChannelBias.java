package org.diabolo.engine.fused.layer;

import java.util.Arrays;
import org.diabolo.engine.fused.kernel.Blas;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/** A number for each channel of images, the same at all pixels. */
public final class ChannelBias {
  private final int offset;
  private float[] ones = {};

  /**
   * @param offset in the parameters; -1 where there is none
   */
  public ChannelBias(int offset) {
    this.offset = offset;
  }

  /**
   * Sets each pixel of an image, from {@code at} on, to its channel's bias; to 0 without a bias.
   */
  void fill(Pass pass, Signal out, int at) {
    int channels = out.shape().channels();
    int plane = out.size() / channels;
    float[] y = out.values();
    if (offset < 0) {
      Arrays.fill(y, at, at + out.size(), 0);
      return;
    }
    float[] p = pass.parameters();
    for (int c = 0; c < channels; c++) {
      Arrays.fill(y, at + c * plane, at + (c + 1) * plane, p[offset + c]);
    }
  }

  /** Writes the gradient for the images' deltas. */
  void backward(Pass pass, Signal out) {
    if (offset < 0) {
      return;
    }
    int channels = out.shape().channels();
    int plane = out.size() / channels;
    if (ones.length < plane) {
      ones = new float[plane];
      Arrays.fill(ones, 1);
    }
    int images = out.vectors(pass);
    float[] dy = out.deltas();
    float[] g = pass.gradients();
    for (int i = 0; i < images; i++) {
      Blas.sumEach(channels, plane, dy, i * out.size(), ones, i == 0 ? 0 : 1, g, offset);
    }
  }
}
