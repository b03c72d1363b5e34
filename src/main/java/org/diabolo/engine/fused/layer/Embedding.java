package org.diabolo.engine.fused.layer;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.diabolo.engine.fused.kernel.Blas;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Shape;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;
import org.nd4j.linalg.activations.impl.ActivationIdentity;

/**
 * Vectors for token ids. DL4J has W column-major (vocabulary × size), so that a token's vector is
 * strewn over it.
 */
final class Embedding implements Node {
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
  private Embedding(Signal in, Signal out, int vocabulary, int weights, int bias) {
    this.in = in;
    this.out = out;
    this.vocabulary = vocabulary;
    this.weights = weights;
    this.bias = bias;
  }

  static Signal compile(EmbeddingSequenceLayer layer, Signal in, Build build)
      throws UncoveredException {
    build.require(layer.isInferInputLength(), "a fixed input length");
    build.require(layer.getOutputFormat() != RNNFormat.NWC, "data format NWC");
    build.require(in.shape().kind() == Shape.Kind.SEQUENCE, "ids that are no sequence");
    return compile(layer, layer.hasBias(), in, build);
  }

  static Signal compile(EmbeddingLayer layer, Signal in, Build build) throws UncoveredException {
    build.require(in.shape().kind() == Shape.Kind.FLAT, "ids that are a sequence");
    return compile(layer, layer.hasBias(), in, build);
  }

  private static Signal compile(FeedForwardLayer layer, boolean hasBias, Signal in, Build build)
      throws UncoveredException {
    int vocabulary = (int) layer.getNIn();
    int size = (int) layer.getNOut();
    build.require(in.size() == 1, "takes one id, is given " + in.size() + " numbers");
    build.require(!in.trained(), "ids that are computed");
    int weights = build.parameter(layer, DefaultParamInitializer.WEIGHT_KEY, vocabulary * size);
    int bias = hasBias ? build.parameter(layer, DefaultParamInitializer.BIAS_KEY, size) : -1;
    Signal out = build.signal(in.shape().withChannels(size), in);
    Embedding embedding = new Embedding(in, out, vocabulary, weights, bias);
    build.add(embedding);
    if (bias < 0 && layer.getActivationFn() instanceof ActivationIdentity) {
      build.makes(out, embedding);
    }
    Activations.compile(layer.getActivationFn(), out, build);
    build.add(new Masking(out));
    return out;
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
