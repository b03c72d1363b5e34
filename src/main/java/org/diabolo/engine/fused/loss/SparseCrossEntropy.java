package org.diabolo.engine.fused.loss;

import org.diabolo.batch.Values;
import org.diabolo.engine.fused.kernel.Softmax;
import org.diabolo.engine.fused.kernel.Vectors;
import org.diabolo.engine.fused.plan.Labels;
import org.diabolo.engine.fused.plan.Loss;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/**
 * {@link SoftmaxCrossEntropy} of labels that are a class's number each, as DL4J's LossSparseMCXENT
 * has it. A number that is no class's stands for labels that are all 0.
 */
public final class SparseCrossEntropy implements Loss {
  private final Signal out;
  private final double clip;
  private final float[] weights;
  private final Labels labels = new Labels();
  private float[] logSums = {};

  /**
   * @param out x, turned into p in place
   * @param clip p is held between this and 1 minus this in the score; 0 for not
   * @param weights of the classes; null for ones
   */
  public SparseCrossEntropy(Signal out, double clip, float[] weights) {
    this.out = out;
    this.clip = clip;
    this.weights = weights;
  }

  @Override
  public void forward(Pass pass) {
    int vectors = out.vectors(pass);
    logSums = Signal.room(logSums, vectors);
    Softmax.forward(out.values(), vectors, out.size(), logSums);
  }

  @Override
  public double score(Pass pass, Values from) {
    int size = out.size();
    int vectors = out.vectors(pass);
    labels.read(pass, from, out.length(), 1);
    float[] ids = labels.values();
    float[] mask = labels.mask();
    float[] p = out.values();
    double sum = 0;
    for (int v = 0; v < vectors; v++) {
      int id = (int) ids[v];
      if (id >= 0 && id < size && (mask == null || mask[v] != 0)) {
        double held = Math.min(1 - clip, Math.max(p[v * size + id], clip));
        double loss = -weight(id) * Math.log(held);
        sum += mask == null ? loss : mask[v] * loss;
      }
    }
    if (pass.training()) {
      deltas(ids, vectors);
      Vectors.mask(out.deltas(), mask, vectors, size);
    }
    return sum;
  }

  private float weight(int id) {
    return weights == null ? 1 : weights[id];
  }

  private void deltas(float[] ids, int vectors) {
    int size = out.size();
    float[] delta = out.deltas();
    System.arraycopy(out.values(), 0, delta, 0, vectors * size);
    for (int v = 0; v < vectors; v++) {
      int id = (int) ids[v];
      boolean known = id >= 0 && id < size;
      if (known) {
        delta[v * size + id] -= 1;
      }
      if (weights != null) {
        Vectors.scale(delta, v * size, (v + 1) * size, known ? weights[id] : 0);
      }
    }
  }

  /** Nothing: the deltas are those of x already. */
  @Override
  public void backward(Pass pass) {}
}
