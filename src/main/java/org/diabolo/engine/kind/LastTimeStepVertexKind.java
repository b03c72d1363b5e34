package org.diabolo.engine.kind;

import java.util.List;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.diabolo.engine.fused.layer.LastStep;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Shape;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;

/** DL4J's last step of sequences, by the mask of one of the network's inputs. */
final class LastTimeStepVertexKind implements VertexKind<LastTimeStepVertex> {

  @Override
  public Signal compile(LastTimeStepVertex vertex, List<Signal> in, Build build)
      throws UncoveredException {
    Signal input = build.input(vertex.getMaskArrayInputName());
    build.require(input != null, "no input " + vertex.getMaskArrayInputName());
    return compile(in.get(0), input, build);
  }

  @Override
  public boolean stepwise(LastTimeStepVertex vertex, List<Boolean> changing) {
    return true;
  }

  static Signal compile(Signal in, Signal maskedLike, Build build) throws UncoveredException {
    build.require(in.shape().kind() == Shape.Kind.SEQUENCE, "the last step of no sequence");
    Signal out = build.signal(Shape.flat(in.size()), in);
    build.add(new LastStep(in, maskedLike, out));
    return out;
  }
}
