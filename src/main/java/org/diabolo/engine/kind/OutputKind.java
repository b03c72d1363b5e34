package org.diabolo.engine.kind;

import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.diabolo.engine.fused.layer.InputMaskedLoss;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Loss;
import org.diabolo.engine.fused.plan.Shape;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;

/** DL4J's layer of a product and a loss. */
final class OutputKind implements LayerKind<OutputLayer> {

  @Override
  public Signal compile(OutputLayer layer, Signal in, Build build) throws UncoveredException {
    build.require(in.shape().kind() == Shape.Kind.FLAT, "takes vectors, is given " + in.shape());
    Signal out = DenseKind.affine(layer, layer.hasBias(), in, build);
    Loss loss = Losses.of(layer.getLossFn(), layer.getActivationFn(), out, build);
    build.add(InputMaskedLoss.zeroing(loss, in, out));
    return out;
  }

  @Override
  public Dropping dropping() {
    return Dropping.INPUT;
  }
}
