package org.diabolo.engine.fused.loss;

import org.diabolo.batch.Values;
import org.diabolo.engine.fused.kernel.Softmax;
import org.diabolo.engine.fused.kernel.Vectors;
import org.diabolo.engine.fused.plan.Labels;
import org.diabolo.engine.fused.plan.Loss;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/**
 * {@link SparseCrossEntropy} of smoothed labels (Szegedy et al. 2016, section 7), which are never
 * written out: of smoothing s and K classes the loss is {@code -(1 - s) log p_label - s / K · Σ_i
 * log p_i} and the gradient {@code p_i - s / K}, of the label's class {@code 1 - s} less.
 */
public final class SmoothedSparseCrossEntropy implements Loss {
  private final Signal out;
  private final float least;
  private final float most;
  private final float[] weights;
  private final float label;
  private final float each;
  private final float total;
  private final Labels labels = new Labels();
  private float[] logSums = {};
  private float[] logits = {};
  private float[] inferred = {};

  /**
   * @param out x, turned into p in place
   * @param smoothing s
   * @param clip p is held between this and 1 minus this in the score; 0 for not
   * @param weights of the classes; null for ones
   */
  public SmoothedSparseCrossEntropy(Signal out, double smoothing, double clip, float[] weights) {
    this.out = out;
    this.least = (float) -Math.log1p(-clip);
    this.most = (float) -Math.log(clip);
    this.weights = weights;
    this.label = (float) (1 - smoothing);
    this.each = (float) (smoothing / out.size());
    this.total = weights == null ? out.size() : Vectors.sum(weights, 0, weights.length);
  }

  @Override
  public void forward(Pass pass) {
    int vectors = out.vectors(pass);
    int count = vectors * out.size();
    logSums = Signal.room(logSums, vectors);
    if (pass.training()) {
      // Nobody needs the deltas before score() writes them.
      logits = out.deltas();
    } else {
      inferred = Signal.room(inferred, count);
      logits = inferred;
    }
    System.arraycopy(out.values(), 0, logits, 0, count);
    Softmax.forward(out.values(), vectors, out.size(), logSums);
  }

  @Override
  public double score(Pass pass, Values from) {
    int size = out.size();
    int vectors = out.vectors(pass);
    labels.read(pass, from, out.length(), 1);
    float[] ids = labels.values();
    float[] mask = labels.mask();
    double sum = 0;
    for (int v = 0; v < vectors; v++) {
      int id = (int) ids[v];
      if (id >= 0 && id < size && (mask == null || mask[v] != 0)) {
        double loss = loss(v * size, (v + 1) * size, logSums[v], id);
        sum += mask == null ? loss : mask[v] * loss;
      }
    }
    if (pass.training()) {
      for (int v = 0; v < vectors; v++) {
        deltas(v * size, (v + 1) * size, (int) ids[v]);
      }
      Vectors.mask(out.deltas(), mask, vectors, size);
    }
    return sum;
  }

  /** Of one vector, whose logits are overwritten. */
  private double loss(int from, int to, float logSum, int id) {
    float[] losses = logits;
    float smallest = least;
    float largest = most;
    for (int i = from; i < to; i++) {
      losses[i] = Math.max(smallest, Math.min(logSum - losses[i], largest));
    }
    double ofLabel = (double) label * weight(id) * losses[from + id];
    if (weights != null) {
      for (int i = from; i < to; i++) {
        losses[i] *= weights[i - from];
      }
    }
    return ofLabel + each * (double) Vectors.sum(losses, from, to);
  }

  private float weight(int id) {
    return weights == null ? 1 : weights[id];
  }

  private void deltas(int from, int to, int id) {
    boolean known = id >= 0 && id < to - from;
    float[] p = out.values();
    float[] delta = out.deltas();
    if (weights == null) {
      float share = known ? each : 0;
      for (int i = from; i < to; i++) {
        delta[i] = p[i] - share;
      }
    } else {
      float wanted = known ? label * weights[id] + each * total : 0;
      float share = known ? each : 0;
      for (int i = from; i < to; i++) {
        delta[i] = p[i] * wanted - share * weights[i - from];
      }
    }
    if (known) {
      delta[from + id] -= label * weight(id);
    }
  }

  /** Nothing: the deltas are those of x already. */
  @Override
  public void backward(Pass pass) {}
}
