package org.diabolo.engine.kind;

import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Shape;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;

/** DL4J's vectors for the token ids of sequences. */
final class EmbeddingSequenceKind implements LayerKind<EmbeddingSequenceLayer> {

  @Override
  public Signal compile(EmbeddingSequenceLayer layer, Signal in, Build build)
      throws UncoveredException {
    build.require(layer.isInferInputLength(), "a fixed input length");
    build.require(layer.getOutputFormat() != RNNFormat.NWC, "data format NWC");
    build.require(in.shape().kind() == Shape.Kind.SEQUENCE, "ids that are no sequence");
    return EmbeddingKind.compile(layer, layer.hasBias(), in, build);
  }

  @Override
  public boolean stepwise() {
    return true;
  }

  @Override
  public InputType input(EmbeddingSequenceLayer layer, long size) {
    return InputType.recurrent(1);
  }
}
