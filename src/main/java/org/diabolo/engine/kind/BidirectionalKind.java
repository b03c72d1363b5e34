package org.diabolo.engine.kind;

import java.util.List;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.diabolo.engine.fused.layer.ElementWise;
import org.diabolo.engine.fused.layer.Lstm;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;

/**
 * DL4J's Bidirectional: two LSTMs, of which one goes backward through time. It reads padding first,
 * as DL4J's does: neither looks at masks. The layers inside have dropouts of their own.
 */
final class BidirectionalKind implements WrapperKind<Bidirectional> {

  @Override
  public Signal compile(Bidirectional layer, Signal in, Build build) throws UncoveredException {
    List<Signal> branches = build.fork(in, 2);
    Signal forward = lstm(layer.getFwd(), branches.get(0), build, Lstm.Direction.FORWARD);
    Signal backward = lstm(layer.getBwd(), branches.get(1), build, Lstm.Direction.BACKWARD);
    List<Signal> both = List.of(forward, backward);
    return switch (layer.getMode()) {
      case CONCAT -> MergeKind.compile(both, build);
      case ADD -> ElementWiseKind.compile(ElementWise.Operation.ADD, both, build);
      case AVERAGE -> ElementWiseKind.compile(ElementWise.Operation.AVERAGE, both, build);
      case MUL -> ElementWiseKind.compile(ElementWise.Operation.MULTIPLY, both, build);
    };
  }

  @Override
  public Layer inside(Bidirectional layer) {
    return layer.getFwd();
  }

  @Override
  public long outputSize(Bidirectional layer) {
    return layer.getNOut();
  }

  private static Signal lstm(Layer layer, Signal in, Build build, Lstm.Direction direction)
      throws UncoveredException {
    build.require(layer instanceof LSTM, "both directions of " + layer.getClass().getSimpleName());
    return LstmKind.inside((LSTM) layer, in, build, direction, Lstm.Masked.IGNORED);
  }
}
