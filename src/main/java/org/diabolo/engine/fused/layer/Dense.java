package org.diabolo.engine.fused.layer;

import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;

/** DL4J's dense layer: {@code y = f(x · W + b)}. */
final class Dense {
  private Dense() {}

  static Signal compile(DenseLayer layer, Signal in, Build build) throws UncoveredException {
    build.require(!layer.hasLayerNorm(), "layer normalisation");
    Signal out = affine(layer, layer.hasBias(), in, build);
    Activations.compile(layer.getActivationFn(), out, build);
    build.add(new Masking(out));
    return out;
  }

  /** The product of a layer with DL4J's usual parameters: W, then b where there is a bias. */
  static Signal affine(FeedForwardLayer layer, boolean hasBias, Signal in, Build build)
      throws UncoveredException {
    int nIn = (int) layer.getNIn();
    int nOut = (int) layer.getNOut();
    build.require(nIn == in.size(), "takes " + nIn + " numbers, is given " + in.size());
    int weights = build.parameter(layer, DefaultParamInitializer.WEIGHT_KEY, nIn * nOut);
    int bias = hasBias ? build.parameter(layer, DefaultParamInitializer.BIAS_KEY, nOut) : -1;
    Signal out = build.signal(in.shape().withChannels(nOut), in);
    build.add(new Affine(in, out, weights, bias));
    return out;
  }
}
