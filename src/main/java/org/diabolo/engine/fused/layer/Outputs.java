package org.diabolo.engine.fused.layer;

import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Loss;
import org.diabolo.engine.fused.plan.Shape;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** Layers that end in a loss. */
final class Outputs {
  private Outputs() {}

  static Signal compile(OutputLayer layer, Signal in, Build build) throws UncoveredException {
    build.require(in.shape().kind() == Shape.Kind.FLAT, "takes vectors, is given " + in.shape());
    Signal out = Dense.affine(layer, layer.hasBias(), in, build);
    Loss loss = Losses.of(layer.getLossFn(), layer.getActivationFn(), out, build);
    build.add(InputMaskedLoss.zeroing(loss, in, out));
    return out;
  }

  static Signal compile(LossLayer layer, Signal in, Build build) throws UncoveredException {
    build.require(in.shape().kind() == Shape.Kind.FLAT, "a loss layer of anything but vectors");
    Signal out = build.signal(in.shape(), in);
    build.add(new Copy(in, out));
    Loss loss = Losses.of(layer.getLossFn(), layer.getActivationFn(), out, build);
    build.add(InputMaskedLoss.zeroing(loss, in, out));
    return out;
  }

  /**
   * The activation of an output layer, and its loss.
   *
   * @param out pre-activations; nobody but the loss reads them
   */
  static Signal loss(ILossFunction loss, IActivation function, Signal out, Build build)
      throws UncoveredException {
    build.add(Losses.of(loss, function, out, build));
    return out;
  }
}
