package org.diabolo.engine.kind;

import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.params.LSTMParamInitializer;
import org.diabolo.engine.fused.layer.Lstm;
import org.diabolo.engine.fused.layer.LstmInput;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Shape;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/** DL4J's LSTM, which has no peepholes. */
final class LstmKind implements LayerKind<LSTM> {

  @Override
  public Signal compile(LSTM layer, Signal in, Build build) throws UncoveredException {
    return compile(layer, in, build, Lstm.Direction.FORWARD, Lstm.Masked.IGNORED);
  }

  @Override
  public Dropping dropping() {
    return Dropping.INPUT;
  }

  @Override
  public boolean stepwise() {
    return true;
  }

  private static Signal compile(
      LSTM layer, Signal in, Build build, Lstm.Direction direction, Lstm.Masked masked)
      throws UncoveredException {
    build.require(layer.getRnnDataFormat() != RNNFormat.NWC, "data format NWC");
    build.require(layer.getGateActivationFn() instanceof ActivationSigmoid, "its gates' function");
    build.require(layer.getActivationFn() instanceof ActivationTanH, "its activation");
    build.require(in.shape().kind() == Shape.Kind.SEQUENCE, "an LSTM over what is no sequence");
    int nIn = (int) layer.getNIn();
    int size = (int) layer.getNOut();
    build.require(nIn == in.size(), "takes " + nIn + " numbers, is given " + in.size());
    int columns = Lstm.GATES * size;
    int weights = build.parameter(layer, LSTMParamInitializer.INPUT_WEIGHT_KEY, nIn * columns);
    int recurrent =
        build.parameter(layer, LSTMParamInitializer.RECURRENT_WEIGHT_KEY, size * columns);
    int bias = build.parameter(layer, LSTMParamInitializer.BIAS_KEY, columns);
    Signal out = build.signal(Shape.sequence(size), in);
    LstmInput input = new LstmInput(in, size, weights, bias, build);
    build.add(new Lstm(in, input, out, recurrent, direction, masked));
    return out;
  }

  /** An LSTM inside another layer, which drops numbers of its own input. */
  static Signal inside(
      LSTM layer, Signal in, Build build, Lstm.Direction direction, Lstm.Masked masked)
      throws UncoveredException {
    Kinds.requirePlain(layer, build);
    return compile(layer, Dropouts.before(layer, in, build), build, direction, masked);
  }
}
