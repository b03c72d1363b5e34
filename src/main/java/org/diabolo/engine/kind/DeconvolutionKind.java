package org.diabolo.engine.kind;

import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.diabolo.engine.fused.kernel.Patches;
import org.diabolo.engine.fused.layer.ChannelBias;
import org.diabolo.engine.fused.layer.Deconvolution;
import org.diabolo.engine.fused.layer.Transposed;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;

/**
 * DL4J's transposed convolution in two dimensions. Its dropout is not covered: DL4J's backward pass
 * drops nothing of its deltas.
 */
final class DeconvolutionKind implements LayerKind<Deconvolution2D> {

  @Override
  public Signal compile(Deconvolution2D layer, Signal in, Build build) throws UncoveredException {
    Convolutions.check(layer, in, build);
    Patches patches = Convolutions.windows(layer).before(in.shape(), (int) layer.getNOut(), build);
    ChannelBias bias = Convolutions.bias(layer, build);
    int weights = Convolutions.weights(layer, build);
    Signal out =
        Convolutions.image(
            patches.channels(), patches.down().in(), patches.along().in(), in, build);
    build.add(new Deconvolution(in, out, new Transposed(in, out, patches), weights, bias));
    return Activations.compile(layer.getActivationFn(), out, build);
  }

  @Override
  public InputType input(Deconvolution2D layer, long size) {
    // It tells the channels, not height and width.
    return null;
  }
}
