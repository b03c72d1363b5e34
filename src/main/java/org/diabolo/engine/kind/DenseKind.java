package org.diabolo.engine.kind;

import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.diabolo.engine.fused.layer.Affine;
import org.diabolo.engine.fused.layer.LayerNormalization;
import org.diabolo.engine.fused.layer.Masking;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Shape;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;

/** DL4J's dense layer: {@code y = f(x · W + b)}. */
final class DenseKind implements LayerKind<DenseLayer> {

  @Override
  public Signal compile(DenseLayer layer, Signal in, Build build) throws UncoveredException {
    build.require(in.shape().kind() == Shape.Kind.FLAT, "takes vectors, is given " + in.shape());
    Signal out =
        layer.hasLayerNorm()
            ? normalized(layer, in, build)
            : affine(layer, layer.hasBias(), in, build);
    Activations.compile(layer.getActivationFn(), out, build);
    build.add(new Masking(out));
    return out;
  }

  @Override
  public Dropping dropping() {
    return Dropping.INPUT;
  }

  @Override
  public boolean stepwise() {
    return true;
  }

  /** DL4J normalises the product, then adds the bias; its order of parameters is W, b, g. */
  private static Signal normalized(DenseLayer layer, Signal in, Build build)
      throws UncoveredException {
    int nOut = (int) layer.getNOut();
    int weights = weights(layer, in, build);
    int bias =
        layer.hasBias() ? build.parameter(layer, DefaultParamInitializer.BIAS_KEY, nOut) : -1;
    int gain = build.parameter(layer, DefaultParamInitializer.GAIN_KEY, nOut);
    Signal product = build.signal(in.shape().withChannels(nOut), in);
    build.add(new Affine(in, product, weights, -1));
    Signal out = build.signal(product.shape(), product);
    build.add(new LayerNormalization(product, out, gain, bias));
    return out;
  }

  /** The product of a layer with DL4J's usual parameters: W, then b where there is a bias. */
  static Signal affine(FeedForwardLayer layer, boolean hasBias, Signal in, Build build)
      throws UncoveredException {
    int nOut = (int) layer.getNOut();
    int weights = weights(layer, in, build);
    int bias = hasBias ? build.parameter(layer, DefaultParamInitializer.BIAS_KEY, nOut) : -1;
    Signal out = build.signal(in.shape().withChannels(nOut), in);
    build.add(new Affine(in, out, weights, bias));
    return out;
  }

  private static int weights(FeedForwardLayer layer, Signal in, Build build)
      throws UncoveredException {
    int nIn = (int) layer.getNIn();
    build.require(nIn == in.size(), "takes " + nIn + " numbers, is given " + in.size());
    return build.parameter(layer, DefaultParamInitializer.WEIGHT_KEY, nIn * (int) layer.getNOut());
  }
}
