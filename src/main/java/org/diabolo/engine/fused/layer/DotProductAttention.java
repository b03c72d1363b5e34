package org.diabolo.engine.fused.layer;

import org.diabolo.engine.fused.kernel.Blas;
import org.diabolo.engine.fused.kernel.Softmax;
import org.diabolo.engine.fused.plan.Attending;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/**
 * {@code softmax(q · kᵀ / √size) · v} for each row and head. A row's vectors lie {@code rows ·
 * size} apart, which the products take as their leading dimension; the weights lie {@code
 * [rows][heads][queries][keys]}.
 */
public final class DotProductAttention implements Attending {
  /** What ND4J adds to the scores of masked keys. */
  private static final float MASKED = -1e9f;

  private final Signal queries;
  private final Signal keys;
  private final Signal values;
  private final Signal out;
  private final int heads;
  private final int keySize;
  private final int valueSize;
  private final Strided queryVectors;
  private final Strided keyVectors;
  private final Strided valueVectors;
  private float[] weights = {};
  private float[] deltas = {};
  private float[] q;
  private float[] k;
  private float[] v;

  /**
   * @param queries as many vectors a row as out has; a multiple of {@code heads} numbers each
   * @param keys of the same size as the queries; their mask says which are left out
   * @param values as many a row as keys; a multiple of {@code heads} numbers each
   * @param out a vector of the values' size for each query
   * @param heads at least 1
   */
  public DotProductAttention(Signal queries, Signal keys, Signal values, Signal out, int heads) {
    this.queries = queries;
    this.keys = keys;
    this.values = values;
    this.out = out;
    this.heads = heads;
    this.keySize = keys.size() / heads;
    this.valueSize = values.size() / heads;
    this.queryVectors = new Strided(queries);
    this.keyVectors = new Strided(keys);
    this.valueVectors = new Strided(values);
  }

  @Override
  public void forward(Pass pass) {
    out.like(pass, queries);
    int from = queries.length();
    int to = keys.length();
    if (values.length() != to) {
      throw new IllegalArgumentException(
          "attention with " + to + " keys and " + values.length() + " values a row");
    }
    q = queryVectors.values(pass);
    k = keyVectors.values(pass);
    v = valueVectors.values(pass);
    int count = pass.rows() * heads;
    int one = from * to;
    weights = Signal.room(weights, count * one);
    float[] w = weights;
    int stride = pass.rows() * keys.size();
    for (int i = 0; i < count; i++) {
      int at = i * keySize;
      Blas.multiply("T", "N", to, from, keySize, k, at, stride, q, at, stride, 0, w, i * one, to);
    }
    scaleAndMask(pass.rows());
    Softmax.forward(w, count * from, to);
    stride = pass.rows() * values.size();
    float[] y = out.values();
    for (int i = 0; i < count; i++) {
      int at = i * valueSize;
      Blas.multiply("N", "N", valueSize, from, to, v, at, stride, w, i * one, to, 0, y, at, stride);
    }
  }

  @Override
  public float[] weights(Pass pass) {
    int one = queries.length() * keys.length();
    float[] mean = new float[pass.rows() * one];
    for (int row = 0; row < pass.rows(); row++) {
      for (int head = 0; head < heads; head++) {
        int from = (row * heads + head) * one;
        for (int i = 0; i < one; i++) {
          mean[row * one + i] += weights[from + i] / heads;
        }
      }
    }
    return mean;
  }

  private float scale() {
    return 1 / (float) Math.sqrt(keySize);
  }

  private void scaleAndMask(int rows) {
    int to = keys.length();
    float[] w = weights;
    float scale = scale();
    int row = heads * queries.length();
    int count = rows * row * to;
    for (int i = 0; i < count; i++) {
      w[i] *= scale;
    }
    mask(rows, row, keys.mask());
    if (values.mask() != keys.mask()) {
      mask(rows, row, values.mask());
    }
  }

  /** Masked by both keys and values it is masked once: the next weight above 0 would be e^-1e9. */
  private void mask(int rows, int row, float[] mask) {
    if (mask == null) {
      return;
    }
    int to = keys.length();
    float[] w = weights;
    for (int i = 0; i < rows * row; i++) {
      for (int step = 0; step < to; step++) {
        if (mask[step * rows + i / row] == 0 && w[i * to + step] > MASKED / 2) {
          w[i * to + step] += MASKED;
        }
      }
    }
  }

  @Override
  public void backward(Pass pass) {
    int from = queries.length();
    int to = keys.length();
    int one = from * to;
    int count = pass.rows() * heads;
    deltas = Signal.room(deltas, count * one);
    float[] d = deltas;
    float[] w = weights;
    float[] dy = out.deltas();
    float[] dv = values.deltas();
    int stride = pass.rows() * values.size();
    for (int i = 0; i < count; i++) {
      int at = i * valueSize;
      Blas.multiply(
          "T", "N", to, from, valueSize, v, at, stride, dy, at, stride, 0, d, i * one, to);
      if (values.trained()) {
        Blas.multiply(
            "N", "T", valueSize, to, from, dy, at, stride, w, i * one, to, 0, dv, at, stride);
      }
    }
    Softmax.backward(d, w, count * from, to);
    float scale = scale();
    for (int i = 0; i < count * one; i++) {
      d[i] *= scale;
    }
    scoresBackward(pass, count, one);
  }

  private void scoresBackward(Pass pass, int count, int one) {
    int from = queries.length();
    int to = keys.length();
    float[] d = deltas;
    float[] dq = queries.deltas();
    float[] dk = keys.deltas();
    int stride = pass.rows() * keys.size();
    for (int i = 0; i < count; i++) {
      int at = i * keySize;
      if (queries.trained()) {
        Blas.multiply(
            "N", "N", keySize, from, to, k, at, stride, d, i * one, to, 0, dq, at, stride);
      }
      if (keys.trained()) {
        Blas.multiply(
            "N", "T", keySize, to, from, q, at, stride, d, i * one, to, 0, dk, at, stride);
      }
    }
  }
}
