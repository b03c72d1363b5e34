package org.diabolo.engine.fused.layer;

import java.util.Arrays;
import org.diabolo.engine.fused.kernel.Blas;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/**
 * Embedded tokens. Where the vocabulary is smaller than a batch's tokens, the products are taken
 * once a token of the vocabulary and then looked up; the embedding's vectors are not made.
 */
final class LstmTokens implements LstmPart {
  private final Embedding embedding;
  private final LstmVectors vectors;
  private final Weights weights;
  private float[] table = {};

  LstmTokens(Embedding embedding, Weights weights) {
    this.embedding = embedding;
    this.vectors = new LstmVectors(embedding.out(), weights);
    this.weights = weights;
  }

  /** Whether {@link #begin} is used, not {@link #forward}. */
  boolean begins(Pass pass) {
    return embedding.behind(pass);
  }

  /** Writes the pre-activations of a gate, those of the bias at offset {@code bias} included. */
  void begin(Pass pass, int gate, float[] z, int bias) {
    int n = weights.units();
    int vocabulary = embedding.vocabulary();
    int size = embedding.out().size();
    float[] p = pass.parameters();
    table = Signal.room(table, vocabulary * n);
    for (int i = 0; i < vocabulary; i++) {
      System.arraycopy(p, bias, table, i * n, n);
    }
    int e = embedding.weights();
    int w = weights.of(gate);
    Blas.multiply(
        "T", "T", n, vocabulary, size, p, w, weights.leading(), p, e, vocabulary, 1, table, 0, n);
    int count = embedding.out().vectors(pass);
    float[] mask = embedding.out().mask();
    for (int i = 0; i < count; i++) {
      // Of masked tokens too, as where vectors are made.
      int id = embedding.id(i);
      if (mask == null || mask[i] != 0) {
        System.arraycopy(table, id * n, z, i * n, n);
      } else {
        // The vector of a masked token is 0.
        System.arraycopy(p, bias, z, i * n, n);
      }
    }
  }

  @Override
  public void forward(Pass pass, int gate, float[] z) {
    vectors.forward(pass, gate, z);
  }

  @Override
  public void backward(Pass pass, int gate, float[] dz) {
    if (!begins(pass)) {
      vectors.backward(pass, gate, dz);
      return;
    }
    int n = weights.units();
    int vocabulary = embedding.vocabulary();
    int size = embedding.out().size();
    int count = embedding.out().vectors(pass);
    float[] mask = embedding.out().mask();
    Arrays.fill(table, 0, vocabulary * n, 0);
    for (int i = 0; i < count; i++) {
      if (mask == null || mask[i] != 0) {
        Blas.add(n, dz, i * n, table, embedding.id(i) * n);
      }
    }
    float[] p = pass.parameters();
    float[] g = pass.gradients();
    int e = embedding.weights();
    int w = weights.of(gate);
    int ld = weights.leading();
    Blas.multiply("T", "T", size, n, vocabulary, p, e, vocabulary, table, 0, n, 0, g, w, ld);
    float beta = gate == 0 ? 0 : 1;
    Blas.multiply("T", "T", vocabulary, size, n, table, 0, n, p, w, ld, beta, g, e, vocabulary);
  }
}
