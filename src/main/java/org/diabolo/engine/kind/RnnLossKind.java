package org.diabolo.engine.kind;

import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.diabolo.engine.fused.layer.Copy;
import org.diabolo.engine.fused.layer.InputMaskedLoss;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Loss;
import org.diabolo.engine.fused.plan.Shape;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** DL4J's layer of an activation and a loss at every step. */
final class RnnLossKind implements LayerKind<RnnLossLayer> {

  @Override
  public Signal compile(RnnLossLayer layer, Signal in, Build build) throws UncoveredException {
    build.require(
        layer.getRnnDataFormat() == RNNFormat.NCW, "data format " + layer.getRnnDataFormat());
    build.require(in.shape().kind() == Shape.Kind.SEQUENCE, "a sequence's loss of no sequence");
    Signal out = build.signal(in.shape(), in);
    build.add(new Copy(in, out));
    Loss loss = Losses.of(layer.getLossFn(), layer.getActivationFn(), out, build);
    build.add(InputMaskedLoss.showing(loss, in, out));
    return out;
  }

  @Override
  public Dropping dropping() {
    return Dropping.NOTHING;
  }

  @Override
  public InputType input(RnnLossLayer layer, long size) {
    return null;
  }

  @Override
  public ILossFunction loss(RnnLossLayer layer) {
    return layer.getLossFn();
  }
}
