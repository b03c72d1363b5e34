package org.diabolo.engine.kind;

import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Shape;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;

/** DL4J's layer of a product and a loss at every step. */
final class RnnOutputKind implements LayerKind<RnnOutputLayer> {

  @Override
  public Signal compile(RnnOutputLayer layer, Signal in, Build build) throws UncoveredException {
    build.require(
        layer.getRnnDataFormat() == RNNFormat.NCW, "data format " + layer.getRnnDataFormat());
    build.require(in.shape().kind() == Shape.Kind.SEQUENCE, "a sequence's loss of no sequence");
    // DL4J's fails in inference.
    build.require(layer.hasBias(), "no bias");
    Signal out = DenseKind.affine(layer, layer.hasBias(), in, build);
    build.add(Losses.of(layer.getLossFn(), layer.getActivationFn(), out, build));
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

  @Override
  public InputType input(RnnOutputLayer layer, long size) {
    return InputType.recurrent(size);
  }
}
