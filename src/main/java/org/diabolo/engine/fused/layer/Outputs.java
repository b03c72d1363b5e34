package org.diabolo.engine.fused.layer;

import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/** Layers that end in a loss. */
final class Outputs {
  private Outputs() {}

  static Signal compile(OutputLayer layer, Signal in, Build build) throws UncoveredException {
    Signal out = Dense.affine(layer, layer.hasBias(), in, build);
    return loss(layer.getLossFn(), layer.getActivationFn(), out, build);
  }

  /** The activation of an output layer, and its loss. */
  static Signal loss(ILossFunction loss, IActivation function, Signal out, Build build)
      throws UncoveredException {
    build.require(loss.equals(new LossMSE()), "its loss");
    build.add(new MeanSquaredError(out, Activations.elementwise(function, build)));
    return out;
  }
}
