package org.diabolo.engine.fused.loss;

import org.diabolo.batch.Values;
import org.diabolo.engine.fused.kernel.Vectors;
import org.diabolo.engine.fused.plan.Labels;
import org.diabolo.engine.fused.plan.Loss;
import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/**
 * A loss that is a sum over what each number is off: squares or absolute values, each times its
 * column's weight, times a factor.
 */
public final class ErrorMeasure implements Loss {
  private final Signal out;
  private final Node activation;
  private final boolean squared;
  private final float factor;
  private final float[] weights;
  private final Labels labels = new Labels();
  private float[] errors = {};
  private float[] weighted = {};

  private ErrorMeasure(
      Signal out, Node activation, boolean squared, double factor, float[] weights) {
    this.out = out;
    this.activation = activation;
    this.squared = squared;
    this.factor = (float) factor;
    this.weights = weights;
  }

  /**
   * Squares.
   *
   * @param out pre-activations, turned into activations in place
   * @param activation what does that
   * @param factor of each square
   * @param weights one for each number of a vector; null for ones
   * @return the loss, summed over all numbers of all vectors
   */
  public static Loss squared(Signal out, Node activation, double factor, float[] weights) {
    return new ErrorMeasure(out, activation, true, factor, weights);
  }

  /**
   * Absolute values; otherwise like {@link #squared}.
   *
   * @param out pre-activations, turned into activations in place
   * @param activation what does that
   * @param factor of each absolute value
   * @param weights one for each number of a vector; null for ones
   * @return the loss, summed over all numbers of all vectors
   */
  public static Loss absolute(Signal out, Node activation, double factor, float[] weights) {
    return new ErrorMeasure(out, activation, false, factor, weights);
  }

  @Override
  public void forward(Pass pass) {
    activation.forward(pass);
  }

  @Override
  public double score(Pass pass, Values wanted) {
    int size = out.size();
    int vectors = out.vectors(pass);
    int count = size * vectors;
    labels.read(pass, wanted, out.length(), size);
    errors = Signal.room(errors, count);
    subtract(out.values(), labels.values(), errors, count);
    Vectors.mask(errors, labels.mask(), vectors, size);
    // Of the score, Σ slope · error: slopes are the errors themselves, or their signs.
    weighted = Signal.room(weighted, count);
    slopes(count);
    if (weights != null) {
      Columns.multiply(weighted, weights, vectors);
    }
    double sum = 0;
    for (int v = 0; v < vectors; v++) {
      sum += Vectors.dot(errors, weighted, v * size, (v + 1) * size);
    }
    if (pass.training()) {
      scale(weighted, squared ? 2 * factor : factor, out.deltas(), count);
    }
    return sum * factor;
  }

  private void slopes(int count) {
    if (squared) {
      System.arraycopy(errors, 0, weighted, 0, count);
    } else {
      signs(errors, weighted, count);
    }
  }

  private static void subtract(float[] y, float[] wanted, float[] errors, int count) {
    for (int i = 0; i < count; i++) {
      errors[i] = y[i] - wanted[i];
    }
  }

  private static void signs(float[] errors, float[] signs, int count) {
    for (int i = 0; i < count; i++) {
      signs[i] = Math.signum(errors[i]);
    }
  }

  private static void scale(float[] from, float by, float[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = by * from[i];
    }
  }

  @Override
  public void backward(Pass pass) {
    activation.backward(pass);
  }
}
