package org.diabolo.engine.fused.layer;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Shape;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;

/** Of each row's sequence the last vector that is not masked; the first where all are. */
final class LastStep implements Node {
  private final Signal in;
  private final Signal maskedLike;
  private final Signal out;
  private int[] last = {};

  private LastStep(Signal in, Signal maskedLike, Signal out) {
    this.in = in;
    this.maskedLike = maskedLike;
    this.out = out;
  }

  /** The vertex looks at the mask of one of the network's inputs. */
  static Signal compile(LastTimeStepVertex vertex, List<Signal> in, Build build)
      throws UncoveredException {
    Signal input = build.input(vertex.getMaskArrayInputName());
    build.require(input != null, "no input " + vertex.getMaskArrayInputName());
    return compile(in.get(0), input, build);
  }

  static Signal compile(LastTimeStep layer, Signal in, Build build) throws UncoveredException {
    build.require(layer.getUnderlying() instanceof LSTM, "the last step of what is no LSTM");
    Compiler.requirePlain(layer.getUnderlying(), build);
    LSTM lstm = (LSTM) layer.getUnderlying();
    Signal kept = Dropouts.before(lstm, in, build);
    Signal steps = Lstm.compile(lstm, kept, build, Lstm.Direction.FORWARD, Lstm.Masked.ZERO);
    return compile(steps, steps, build);
  }

  private static Signal compile(Signal in, Signal maskedLike, Build build)
      throws UncoveredException {
    build.require(in.shape().kind() == Shape.Kind.SEQUENCE, "the last step of no sequence");
    Signal out = build.signal(Shape.flat(in.size()), in);
    build.add(new LastStep(in, maskedLike, out));
    return out;
  }

  @Override
  public void forward(Pass pass) {
    out.set(pass, 1, null);
    int rows = pass.rows();
    int size = in.size();
    if (last.length < rows) {
      last = new int[rows];
    }
    for (int row = 0; row < rows; row++) {
      last[row] = last(row, rows);
      System.arraycopy(
          in.values(), (last[row] * rows + row) * size, out.values(), row * size, size);
    }
  }

  private int last(int row, int rows) {
    float[] mask = maskedLike.mask();
    int step = in.length() - 1;
    while (mask != null && step > 0 && mask[step * rows + row] == 0) {
      step--;
    }
    return step;
  }

  @Override
  public void backward(Pass pass) {
    if (!in.trained()) {
      return;
    }
    int rows = pass.rows();
    int size = in.size();
    Arrays.fill(in.deltas(), 0, in.vectors(pass) * size, 0);
    for (int row = 0; row < rows; row++) {
      System.arraycopy(
          out.deltas(), row * size, in.deltas(), (last[row] * rows + row) * size, size);
    }
  }
}
