package org.diabolo.engine.fused.layer;

import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Loss;
import org.diabolo.engine.fused.plan.Shape;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;

/** Layers that end in a loss at every step. */
final class SequenceOutputs {
  private SequenceOutputs() {}

  static Signal compile(RnnOutputLayer layer, Signal in, Build build) throws UncoveredException {
    build.require(
        layer.getRnnDataFormat() == RNNFormat.NCW, "data format " + layer.getRnnDataFormat());
    build.require(in.shape().kind() == Shape.Kind.SEQUENCE, "a sequence's loss of no sequence");
    // DL4J's fails in inference.
    build.require(layer.hasBias(), "no bias");
    Signal out = Dense.affine(layer, layer.hasBias(), in, build);
    return Outputs.loss(layer.getLossFn(), layer.getActivationFn(), out, build);
  }

  static Signal compile(RnnLossLayer layer, Signal in, Build build) throws UncoveredException {
    build.require(
        layer.getRnnDataFormat() == RNNFormat.NCW, "data format " + layer.getRnnDataFormat());
    build.require(in.shape().kind() == Shape.Kind.SEQUENCE, "a sequence's loss of no sequence");
    Signal out = build.signal(in.shape(), in);
    build.add(new Copy(in, out));
    Loss loss = Losses.of(layer.getLossFn(), layer.getActivationFn(), out, build);
    build.add(InputMaskedLoss.showing(loss, in, out));
    return out;
  }
}
