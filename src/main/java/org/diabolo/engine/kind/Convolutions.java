package org.diabolo.engine.kind;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.diabolo.engine.fused.layer.ChannelBias;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Shape;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;

/**
 * What DL4J's convolutions have in common; their parameters are b where there is a bias, then W.
 */
final class Convolutions {
  private Convolutions() {}

  static void check(ConvolutionLayer layer, Signal in, Build build) throws UncoveredException {
    build.require(layer.getCnn2dDataFormat() == CNN2DFormat.NCHW, "channels last");
    build.require(
        layer.getNIn() == in.shape().channels(),
        "takes " + layer.getNIn() + " channels, is given " + in.shape().channels());
  }

  static Windows windows(ConvolutionLayer layer) {
    return new Windows(
        layer.getKernelSize(),
        layer.getStride(),
        layer.getPadding(),
        layer.getDilation(),
        layer.getConvolutionMode());
  }

  static ChannelBias bias(ConvolutionLayer layer, Build build) throws UncoveredException {
    return new ChannelBias(
        layer.hasBias()
            ? build.parameter(layer, ConvolutionParamInitializer.BIAS_KEY, (int) layer.getNOut())
            : -1);
  }

  static int weights(ConvolutionLayer layer, Build build) throws UncoveredException {
    int taps = layer.getKernelSize()[0] * layer.getKernelSize()[1];
    return build.parameter(
        layer,
        ConvolutionParamInitializer.WEIGHT_KEY,
        (int) (layer.getNIn() * layer.getNOut()) * taps);
  }

  static Signal image(int channels, int height, int width, Signal in, Build build) {
    return build.signal(Shape.image(channels, height, width), in);
  }
}
