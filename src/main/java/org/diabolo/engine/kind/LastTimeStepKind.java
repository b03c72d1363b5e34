package org.diabolo.engine.kind;

import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.diabolo.engine.fused.layer.Lstm;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;

/** DL4J's layer around an LSTM that gives out its last step alone. */
final class LastTimeStepKind implements WrapperKind<LastTimeStep> {

  @Override
  public Signal compile(LastTimeStep layer, Signal in, Build build) throws UncoveredException {
    build.require(layer.getUnderlying() instanceof LSTM, "the last step of what is no LSTM");
    LSTM lstm = (LSTM) layer.getUnderlying();
    Signal steps = LstmKind.inside(lstm, in, build, Lstm.Direction.FORWARD, Lstm.Masked.ZERO);
    return LastTimeStepVertexKind.compile(steps, steps, build);
  }

  @Override
  public Layer inside(LastTimeStep layer) {
    return layer.getUnderlying();
  }

  @Override
  public long outputSize(LastTimeStep layer) {
    return Kinds.of(layer.getUnderlying()).outputSize(layer.getUnderlying());
  }
}
