package org.diabolo.engine.fused.loss;

import org.diabolo.batch.Values;
import org.diabolo.engine.fused.kernel.BinaryEntropy;
import org.diabolo.engine.fused.kernel.Sigmoidal;
import org.diabolo.engine.fused.kernel.Vectors;
import org.diabolo.engine.fused.plan.Labels;
import org.diabolo.engine.fused.plan.Loss;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/**
 * {@code -Σ_i w_i · (l_i log p_i + (1 - l_i) log(1 - p_i))} of {@code p = sigmoid(x)}, as DL4J's
 * LossBinaryXENT has it: see {@link BinaryEntropy} for the clip.
 */
public final class SigmoidCrossEntropy implements Loss {
  private final Signal out;
  private final double clip;
  private final float[] weights;
  private final Labels labels = new Labels();
  private float[] logits = {};
  private float[] scratch = {};
  private float[] losses = {};

  /**
   * @param out x, turned into p in place
   * @param clip p is held between this and 1 minus this; 0 for not
   * @param weights one for each number of a vector; null for ones
   */
  public SigmoidCrossEntropy(Signal out, double clip, float[] weights) {
    this.out = out;
    this.clip = clip;
    this.weights = weights;
  }

  @Override
  public void forward(Pass pass) {
    int count = out.vectors(pass) * out.size();
    logits = Signal.room(logits, count);
    System.arraycopy(out.values(), 0, logits, 0, count);
    Sigmoidal.SIGMOID.forward(out.values(), count);
  }

  @Override
  public double score(Pass pass, Values from) {
    int size = out.size();
    int vectors = out.vectors(pass);
    int count = vectors * size;
    labels.read(pass, from, out.length(), size);
    scratch = Signal.room(scratch, count);
    losses = Signal.room(losses, count);
    BinaryEntropy.losses(logits, labels.values(), clip, scratch, losses, count);
    finish(losses, vectors);
    double sum = 0;
    for (int v = 0; v < vectors; v++) {
      sum += Vectors.sum(losses, v * size, (v + 1) * size);
    }
    if (pass.training()) {
      BinaryEntropy.deltas(logits, labels.values(), clip, scratch, out.deltas(), count);
      finish(out.deltas(), vectors);
    }
    return sum;
  }

  private void finish(float[] numbers, int vectors) {
    if (weights != null) {
      Columns.multiply(numbers, weights, vectors);
    }
    Vectors.mask(numbers, labels.mask(), vectors, out.size());
  }

  /** Nothing: the deltas are those of x already. */
  @Override
  public void backward(Pass pass) {}
}
