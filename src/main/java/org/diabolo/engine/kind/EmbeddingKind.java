package org.diabolo.engine.kind;

import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.diabolo.engine.fused.layer.Embedding;
import org.diabolo.engine.fused.layer.Masking;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Shape;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;
import org.nd4j.linalg.activations.impl.ActivationIdentity;

/** DL4J's vector for one token id. */
final class EmbeddingKind implements LayerKind<EmbeddingLayer> {

  @Override
  public Signal compile(EmbeddingLayer layer, Signal in, Build build) throws UncoveredException {
    build.require(in.shape().kind() == Shape.Kind.FLAT, "ids that are a sequence");
    return compile(layer, layer.hasBias(), in, build);
  }

  @Override
  public long inputSize(EmbeddingLayer layer) {
    return 1;
  }

  /** Looks up vectors, W and b being DL4J's usual parameters. */
  static Signal compile(FeedForwardLayer layer, boolean hasBias, Signal in, Build build)
      throws UncoveredException {
    int vocabulary = (int) layer.getNIn();
    int size = (int) layer.getNOut();
    build.require(in.size() == 1, "takes one id, is given " + in.size() + " numbers");
    build.require(!in.trained(), "ids that are computed");
    int weights = build.parameter(layer, DefaultParamInitializer.WEIGHT_KEY, vocabulary * size);
    int bias = hasBias ? build.parameter(layer, DefaultParamInitializer.BIAS_KEY, size) : -1;
    Signal out = build.signal(in.shape().withChannels(size), in);
    Embedding embedding = new Embedding(in, out, vocabulary, weights, bias);
    build.add(embedding);
    if (bias < 0 && layer.getActivationFn() instanceof ActivationIdentity) {
      build.makes(out, embedding);
    }
    Activations.compile(layer.getActivationFn(), out, build);
    build.add(new Masking(out));
    return out;
  }
}
