package org.diabolo.engine.kind;

import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.diabolo.engine.fused.kernel.Patches;
import org.diabolo.engine.fused.kernel.Window;
import org.diabolo.engine.fused.layer.ChannelBias;
import org.diabolo.engine.fused.layer.Convolution;
import org.diabolo.engine.fused.layer.NarrowingConvolution;
import org.diabolo.engine.fused.layer.Transposed;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;

/** DL4J's convolution in two dimensions. */
final class ConvolutionKind implements LayerKind<ConvolutionLayer> {

  @Override
  public Signal compile(ConvolutionLayer layer, Signal in, Build build) throws UncoveredException {
    Convolutions.check(layer, in, build);
    Patches patches = Convolutions.windows(layer).over(in.shape(), build);
    ChannelBias bias = Convolutions.bias(layer, build);
    int weights = Convolutions.weights(layer, build);
    int channels = (int) layer.getNOut();
    Signal out =
        Convolutions.image(channels, patches.down().out(), patches.along().out(), in, build);
    build.add(
        narrowing(patches, channels)
            ? narrowing(patches, in, out, weights, bias)
            : new Convolution(in, out, patches, weights, bias));
    return Activations.compile(layer.getActivationFn(), out, build);
  }

  @Override
  public Dropping dropping() {
    return Dropping.INPUT;
  }

  @Override
  public InputType input(ConvolutionLayer layer, long size) {
    // It tells the channels, not height and width.
    return null;
  }

  private static boolean narrowing(Patches patches, int channels) {
    return channels < patches.channels()
        && !patches.identity()
        && patches.down().stride() == 1
        && patches.along().stride() == 1;
  }

  private static NarrowingConvolution narrowing(
      Patches patches, Signal in, Signal out, int weights, ChannelBias bias) {
    Patches seen =
        new Patches(out.shape().channels(), rotated(patches.down()), rotated(patches.along()));
    int taps = patches.down().kernel() * patches.along().kernel();
    return new NarrowingConvolution(in, out, new Transposed(in, out, seen), weights, bias, taps);
  }

  /** How the rotated kernel slides over the output, a stop for each pixel of the input. */
  private static Window rotated(Window side) {
    int padding = (side.kernel() - 1) * side.dilation() - side.padding();
    return new Window(side.out(), side.in(), side.kernel(), 1, padding, side.dilation());
  }
}
