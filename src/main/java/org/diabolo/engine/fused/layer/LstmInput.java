package org.diabolo.engine.fused.layer;

import java.util.ArrayList;
import java.util.List;
import org.diabolo.engine.fused.kernel.Blas;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/**
 * What an LSTM gets from its input, {@code x · W + b}, for all steps at once. Where the input is
 * merged, each part has a product of its own, which for a repeated vector is one a row, and for
 * embedded tokens one a token of the vocabulary: vectors are then not multiplied again and again,
 * nor even made.
 */
public final class LstmInput {
  private final int size;
  private final int bias;
  private final LstmPart first;
  private final List<LstmPart> others;

  /**
   * @param in x
   * @param size units of the LSTM
   * @param weights offset of W, whose columns are the gates' one after the other
   * @param bias offset of b
   * @param build that knows what makes x
   */
  public LstmInput(Signal in, int size, int weights, int bias, Build build) {
    this.size = size;
    this.bias = bias;
    List<LstmPart> parts = new ArrayList<>();
    List<Signal> signals = List.of(in);
    if (in.trained() && build.maker(in) instanceof Merge merge) {
      signals = merge.lookBehind();
    }
    int at = weights;
    for (Signal signal : signals) {
      LstmPart.Weights block = new LstmPart.Weights(size, at, in.size());
      Node maker = build.maker(signal);
      if (maker instanceof Embedding embedding) {
        embedding.lookBehind();
        // First, because the others add to what is there.
        parts.add(0, new LstmTokens(embedding, block));
      } else if (maker instanceof Repeat repeat) {
        parts.add(new LstmRepeated(repeat.lookBehind(), signal, block));
      } else {
        parts.add(new LstmVectors(signal, block));
      }
      at += signal.size();
    }
    this.first = parts.get(0);
    this.others = parts.subList(1, parts.size());
  }

  /**
   * Writes the pre-activations of each gate.
   *
   * @param count vectors
   */
  void forward(Pass pass, float[][] gates, int count) {
    for (int gate = 0; gate < gates.length; gate++) {
      float[] z = gates[gate];
      int b = bias + gate * size;
      if (first instanceof LstmTokens tokens && tokens.begins(pass)) {
        tokens.begin(pass, gate, z, b);
      } else {
        for (int i = 0; i < count; i++) {
          System.arraycopy(pass.parameters(), b, z, i * size, size);
        }
        first.forward(pass, gate, z);
      }
      for (int i = 0; i < others.size(); i++) {
        others.get(i).forward(pass, gate, z);
      }
    }
  }

  /**
   * Takes the gradients of the pre-activations.
   *
   * @param count vectors
   */
  void backward(Pass pass, float[][] deltas, int count) {
    for (int gate = 0; gate < deltas.length; gate++) {
      float[] dz = deltas[gate];
      Blas.sumRows(count, size, dz, pass.gradients(), bias + gate * size);
      first.backward(pass, gate, dz);
      for (int i = 0; i < others.size(); i++) {
        others.get(i).backward(pass, gate, dz);
      }
    }
  }
}
