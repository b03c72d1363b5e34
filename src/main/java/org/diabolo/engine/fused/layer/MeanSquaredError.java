package org.diabolo.engine.fused.layer;

import org.diabolo.batch.Values;
import org.diabolo.engine.fused.kernel.Blas;
import org.diabolo.engine.fused.kernel.Elementwise;
import org.diabolo.engine.fused.plan.Labels;
import org.diabolo.engine.fused.plan.Loss;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/** DL4J's MSE: the mean over a vector's numbers, summed over the vectors. */
final class MeanSquaredError implements Loss {
  private final Signal out;
  private final Elementwise function;
  private final Labels wanted = new Labels();
  private float[] errors = {};

  /**
   * @param out pre-activations, turned into activations in place
   * @param function the activation
   */
  MeanSquaredError(Signal out, Elementwise function) {
    this.out = out;
    this.function = function;
  }

  @Override
  public void forward(Pass pass) {
    function.forward(out.values(), out.vectors(pass) * out.size());
  }

  @Override
  public double score(Pass pass, Values labels) {
    int size = out.size();
    int vectors = out.vectors(pass);
    wanted.read(pass, labels, size);
    float[] target = wanted.values();
    float[] y = out.values();
    if (!pass.training()) {
      errors = Signal.room(errors, vectors * size);
    }
    float[] delta = pass.training() ? out.deltas() : errors;
    float scale = 2f / size;
    int count = size * vectors;
    for (int i = 0; i < count; i++) {
      delta[i] = scale * (y[i] - target[i]);
    }
    mask(delta, vectors);
    double sum = 0;
    for (int vector = 0; vector < vectors; vector++) {
      sum += Blas.squares(size, delta, vector * size);
    }
    return sum / ((double) scale * scale * size);
  }

  private void mask(float[] delta, int vectors) {
    float[] mask = wanted.mask();
    if (mask == null) {
      return;
    }
    for (int vector = 0; vector < vectors; vector++) {
      for (int i = vector * out.size(); i < (vector + 1) * out.size(); i++) {
        delta[i] *= mask[vector];
      }
    }
  }

  @Override
  public void backward(Pass pass) {
    function.backward(out.deltas(), out.values(), out.vectors(pass) * out.size());
  }
}
