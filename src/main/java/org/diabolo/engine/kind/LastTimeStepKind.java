package org.diabolo.engine.kind;

import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.diabolo.engine.fused.layer.Lstm;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;

/** DL4J's layer around an LSTM that gives out its last step alone. */
final class LastTimeStepKind implements LayerKind<LastTimeStep> {

  @Override
  public Signal compile(LastTimeStep layer, Signal in, Build build) throws UncoveredException {
    build.require(layer.getUnderlying() instanceof LSTM, "the last step of what is no LSTM");
    LSTM lstm = (LSTM) layer.getUnderlying();
    Signal steps = LstmKind.inside(lstm, in, build, Lstm.Direction.FORWARD, Lstm.Masked.ZERO);
    return LastTimeStepVertexKind.compile(steps, steps, build);
  }

  @Override
  public Dropping dropping() {
    return Dropping.NOTHING;
  }

  @Override
  public long inputSize(LastTimeStep layer) {
    return Kinds.of(layer.getUnderlying()).inputSize(layer.getUnderlying());
  }

  @Override
  public InputType input(LastTimeStep layer, long size) {
    return Kinds.of(layer.getUnderlying()).input(layer.getUnderlying(), size);
  }

  @Override
  public long outputSize(LastTimeStep layer) {
    return Kinds.of(layer.getUnderlying()).outputSize(layer.getUnderlying());
  }
}
