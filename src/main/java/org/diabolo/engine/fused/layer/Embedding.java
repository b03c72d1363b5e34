package org.diabolo.engine.fused.layer;

import java.util.Arrays;
import org.diabolo.engine.fused.kernel.Blas;
import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/**
 * Vectors for token ids. DL4J has W column-major (vocabulary × size), so that a token's vector is
 * strewn over it.
 */
public final class Embedding implements Node {
  private final Signal in;
  private final Signal out;
  private final int vocabulary;
  private final int weights;
  private final int bias;
  private boolean lookedBehind;

  /**
   * @param in ids
   * @param out vectors
   * @param vocabulary number of ids
   * @param weights offset of W
   * @param bias offset of b; -1 where there is none
   */
  public Embedding(Signal in, Signal out, int vocabulary, int weights, int bias) {
    this.in = in;
    this.out = out;
    this.vocabulary = vocabulary;
    this.weights = weights;
    this.bias = bias;
  }

  /** From now on a reader does this node's work where {@link #behind} says so. */
  void lookBehind() {
    lookedBehind = true;
  }

  /** Whether vectors are looked up by the reader: where there are fewer ids than vectors. */
  boolean behind(Pass pass) {
    return lookedBehind && vocabulary <= in.vectors(pass);
  }

  Signal out() {
    return out;
  }

  int vocabulary() {
    return vocabulary;
  }

  int weights() {
    return weights;
  }

  @Override
  public void forward(Pass pass) {
    out.like(pass, in);
    if (behind(pass)) {
      return;
    }
    int size = out.size();
    int count = in.vectors(pass);
    float[] p = pass.parameters();
    float[] y = out.values();
    for (int i = 0; i < count; i++) {
      int from = weights + id(i);
      for (int j = 0; j < size; j++) {
        y[i * size + j] = p[from + j * vocabulary];
      }
    }
    if (bias >= 0) {
      for (int i = 0; i < count; i++) {
        for (int j = 0; j < size; j++) {
          y[i * size + j] += p[bias + j];
        }
      }
    }
  }

  /**
   * @throws IllegalArgumentException when the vocabulary does not have it
   */
  int id(int vector) {
    int id = (int) in.values()[vector];
    if (id < 0 || id >= vocabulary) {
      throw new IllegalArgumentException(
          "token " + id + " for an embedding of " + vocabulary + " tokens, counted from 0");
    }
    return id;
  }

  @Override
  public void backward(Pass pass) {
    if (behind(pass)) {
      return;
    }
    int size = out.size();
    int count = in.vectors(pass);
    float[] g = pass.gradients();
    float[] dy = out.deltas();
    Arrays.fill(g, weights, weights + vocabulary * size, 0);
    for (int i = 0; i < count; i++) {
      int to = weights + id(i);
      for (int j = 0; j < size; j++) {
        g[to + j * vocabulary] += dy[i * size + j];
      }
    }
    if (bias >= 0) {
      Blas.sumRows(count, size, dy, g, bias);
    }
  }
}
