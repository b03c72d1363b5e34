package org.diabolo.engine.kind;

import org.deeplearning4j.nn.conf.layers.Layer;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;

/** A layer that the fused engine does not cover. */
final class OtherKind implements LayerKind<Layer> {

  @Override
  public Signal compile(Layer layer, Signal in, Build build) throws UncoveredException {
    throw build.uncovered(layer.getClass().getSimpleName());
  }
}
