package org.diabolo.engine.kind;

import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.diabolo.engine.fused.layer.Copy;
import org.diabolo.engine.fused.layer.InputMaskedLoss;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Loss;
import org.diabolo.engine.fused.plan.Shape;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** DL4J's layer of an activation and a loss. */
final class LossKind implements LayerKind<LossLayer> {

  @Override
  public Signal compile(LossLayer layer, Signal in, Build build) throws UncoveredException {
    build.require(in.shape().kind() == Shape.Kind.FLAT, "a loss layer of anything but vectors");
    Signal out = build.signal(in.shape(), in);
    build.add(new Copy(in, out));
    Loss loss = Losses.of(layer.getLossFn(), layer.getActivationFn(), out, build);
    build.add(InputMaskedLoss.zeroing(loss, in, out));
    return out;
  }

  @Override
  public Dropping dropping() {
    return Dropping.NOTHING;
  }

  @Override
  public boolean keepsShape() {
    return true;
  }

  @Override
  public boolean labelsLikeInput() {
    return true;
  }

  @Override
  public ILossFunction loss(LossLayer layer) {
    return layer.getLossFn();
  }
}
