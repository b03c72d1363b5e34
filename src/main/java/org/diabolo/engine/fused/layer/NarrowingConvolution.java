package org.diabolo.engine.fused.layer;

import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/**
 * A convolution of stride 1 from many channels to few, computed as the {@link Transposed}
 * convolution that it equals when its kernels are rotated by 180°: the patches are then those of
 * the few channels.
 */
public final class NarrowingConvolution implements Node {
  private final Signal out;
  private final Transposed transposed;
  private final int weights;
  private final ChannelBias bias;
  private final int channelsIn;
  private final int channelsOut;
  private final int taps;
  private final float[] rotated;

  /**
   * @param in images of many channels
   * @param out images of few channels
   * @param transposed from {@code in} to {@code out}, with the same taps
   * @param weights offset of W in the parameters, as {@link Convolution} has it
   * @param bias of each channel of {@code out}
   * @param taps numbers of a kernel
   */
  public NarrowingConvolution(
      Signal in, Signal out, Transposed transposed, int weights, ChannelBias bias, int taps) {
    this.out = out;
    this.transposed = transposed;
    this.weights = weights;
    this.bias = bias;
    this.channelsIn = in.shape().channels();
    this.channelsOut = out.shape().channels();
    this.taps = taps;
    this.rotated = new float[channelsIn * channelsOut * taps];
  }

  @Override
  public void forward(Pass pass) {
    float[] p = pass.parameters();
    for (int o = 0, at = weights; o < channelsOut; o++) {
      for (int i = 0; i < channelsIn; i++, at += taps) {
        int last = (i * channelsOut + o) * taps + taps - 1;
        for (int tap = 0; tap < taps; tap++) {
          rotated[last - tap] = p[at + tap];
        }
      }
    }
    transposed.forward(pass, rotated, 0, bias);
  }

  @Override
  public void backward(Pass pass) {
    transposed.backward(pass, rotated, 0);
    float[] g = pass.gradients();
    float[] gradient = transposed.gradient();
    for (int o = 0, at = weights; o < channelsOut; o++) {
      for (int i = 0; i < channelsIn; i++, at += taps) {
        int last = (o * taps + taps - 1) * channelsIn + i;
        for (int tap = 0; tap < taps; tap++) {
          g[at + tap] = gradient[last - tap * channelsIn];
        }
      }
    }
    bias.backward(pass, out);
  }
}
