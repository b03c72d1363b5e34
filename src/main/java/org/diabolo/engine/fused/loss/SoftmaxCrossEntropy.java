package org.diabolo.engine.fused.loss;

import org.diabolo.batch.Values;
import org.diabolo.engine.fused.kernel.Softmax;
import org.diabolo.engine.fused.kernel.Vectors;
import org.diabolo.engine.fused.plan.Labels;
import org.diabolo.engine.fused.plan.Loss;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/**
 * {@code -Σ_i w_i · l_i · log(p_i)} of {@code p = softmax(x)}, as DL4J's LossMCXENT has it: the
 * gradient of x is {@code p - l}, with weights {@code p · Σ_i w_i l_i - w · l}; in the score, not
 * in the gradient, no p is less than the clip or more than 1 minus the clip.
 */
public final class SoftmaxCrossEntropy implements Loss {
  private final Signal out;
  private final float[] weights;
  private final float least;
  private final float most;
  private final Labels labels = new Labels();
  private float[] logits = {};
  private float[] logSums = {};
  private float[] wanted = {};
  private float[] losses = {};

  /**
   * @param out x, turned into p in place
   * @param clip p is held between this and 1 minus this in the score; 0 for not
   * @param weights of the classes; null for ones
   */
  public SoftmaxCrossEntropy(Signal out, double clip, float[] weights) {
    this.out = out;
    this.weights = weights;
    this.least = (float) -Math.log1p(-clip);
    this.most = (float) -Math.log(clip);
  }

  @Override
  public void forward(Pass pass) {
    int vectors = out.vectors(pass);
    int count = vectors * out.size();
    logits = Signal.room(logits, count);
    logSums = Signal.room(logSums, vectors);
    System.arraycopy(out.values(), 0, logits, 0, count);
    Softmax.forward(out.values(), vectors, out.size(), logSums);
  }

  @Override
  public double score(Pass pass, Values from) {
    int size = out.size();
    int vectors = out.vectors(pass);
    labels.read(pass, from, out.length(), size);
    float[] l = weighted(vectors);
    float[] mask = labels.mask();
    losses = Signal.room(losses, vectors * size);
    double sum = 0;
    for (int v = 0; v < vectors; v++) {
      if (mask == null || mask[v] != 0) {
        losses(v * size, (v + 1) * size, logSums[v]);
        double loss = Vectors.dot(l, losses, v * size, (v + 1) * size);
        sum += mask == null ? loss : mask[v] * loss;
      }
    }
    if (pass.training()) {
      deltas(l, vectors);
      Vectors.mask(out.deltas(), mask, vectors, size);
    }
    return sum;
  }

  /** The labels times the weights. */
  private float[] weighted(int vectors) {
    if (weights == null) {
      return labels.values();
    }
    int count = vectors * out.size();
    wanted = Signal.room(wanted, count);
    System.arraycopy(labels.values(), 0, wanted, 0, count);
    Columns.multiply(wanted, weights, vectors);
    return wanted;
  }

  private void losses(int from, int to, float logSum) {
    float[] x = logits;
    float[] loss = losses;
    float smallest = least;
    float largest = most;
    for (int i = from; i < to; i++) {
      loss[i] = Math.max(smallest, Math.min(logSum - x[i], largest));
    }
  }

  private void deltas(float[] l, int vectors) {
    int size = out.size();
    float[] p = out.values();
    float[] delta = out.deltas();
    if (weights == null) {
      int count = vectors * size;
      for (int i = 0; i < count; i++) {
        delta[i] = p[i] - l[i];
      }
      return;
    }
    for (int v = 0; v < vectors; v++) {
      int to = (v + 1) * size;
      float sum = Vectors.sum(l, v * size, to);
      for (int i = v * size; i < to; i++) {
        delta[i] = p[i] * sum - l[i];
      }
    }
  }

  /** Nothing: the deltas are those of x already. */
  @Override
  public void backward(Pass pass) {}
}
