package org.diabolo.engine.fused.layer;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.diabolo.engine.fused.kernel.Patches;
import org.diabolo.engine.fused.kernel.Window;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Shape;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;

/** DL4J's convolutions in two dimensions: b where there is a bias, then W. */
final class Convolutions {
  private Convolutions() {}

  static Signal compile(ConvolutionLayer layer, Signal in, Build build) throws UncoveredException {
    check(layer, in, build);
    Patches patches = windows(layer).over(in.shape(), build);
    ChannelBias bias = bias(layer, build);
    int weights = weights(layer, build);
    int channels = (int) layer.getNOut();
    Signal out = image(channels, patches.down().out(), patches.along().out(), in, build);
    build.add(
        narrowing(patches, channels)
            ? narrowing(patches, in, out, weights, bias)
            : new Convolution(in, out, patches, weights, bias));
    return Activations.compile(layer.getActivationFn(), out, build);
  }

  static Signal transposed(Deconvolution2D layer, Signal in, Build build)
      throws UncoveredException {
    check(layer, in, build);
    Patches patches = windows(layer).before(in.shape(), (int) layer.getNOut(), build);
    ChannelBias bias = bias(layer, build);
    int weights = weights(layer, build);
    Signal out = image(patches.channels(), patches.down().in(), patches.along().in(), in, build);
    build.add(new Deconvolution(in, out, new Transposed(in, out, patches), weights, bias));
    return Activations.compile(layer.getActivationFn(), out, build);
  }

  private static void check(ConvolutionLayer layer, Signal in, Build build)
      throws UncoveredException {
    build.require(layer.getCnn2dDataFormat() == CNN2DFormat.NCHW, "channels last");
    build.require(
        layer.getNIn() == in.shape().channels(),
        "takes " + layer.getNIn() + " channels, is given " + in.shape().channels());
  }

  private static Windows windows(ConvolutionLayer layer) {
    return new Windows(
        layer.getKernelSize(),
        layer.getStride(),
        layer.getPadding(),
        layer.getDilation(),
        layer.getConvolutionMode());
  }

  private static ChannelBias bias(ConvolutionLayer layer, Build build) throws UncoveredException {
    return new ChannelBias(
        layer.hasBias()
            ? build.parameter(layer, ConvolutionParamInitializer.BIAS_KEY, (int) layer.getNOut())
            : -1);
  }

  private static int weights(ConvolutionLayer layer, Build build) throws UncoveredException {
    int taps = layer.getKernelSize()[0] * layer.getKernelSize()[1];
    return build.parameter(
        layer,
        ConvolutionParamInitializer.WEIGHT_KEY,
        (int) (layer.getNIn() * layer.getNOut()) * taps);
  }

  private static Signal image(int channels, int height, int width, Signal in, Build build) {
    return build.signal(Shape.image(channels, height, width), in);
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
        new Patches(out.shape().channels(), turned(patches.down()), turned(patches.along()));
    int taps = patches.down().kernel() * patches.along().kernel();
    return new NarrowingConvolution(in, out, new Transposed(in, out, seen), weights, bias, taps);
  }

  /** How the turned kernel slides over the output, a stop for each pixel of the input. */
  private static Window turned(Window side) {
    int padding = (side.kernel() - 1) * side.dilation() - side.padding();
    return new Window(side.out(), side.in(), side.kernel(), 1, padding, side.dilation());
  }
}
