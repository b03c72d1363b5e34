package org.diabolo.engine.fused.layer;

import org.diabolo.engine.fused.kernel.Channels;
import org.diabolo.engine.fused.plan.Node;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Shape;
import org.diabolo.engine.fused.plan.Signal;

/**
 * Batch normalisation (Ioffe and Szegedy 2015, algorithm 1): {@code y = γ · x̂ + β}, where x̂ is x
 * with mean 0 and variance 1 in each channel, over the batch in training, by running statistics in
 * inference.
 */
public final class BatchNormalization implements Node {
  private final Signal in;
  private final Signal out;
  private final int gamma;
  private final RunningStatistics running;
  private final double epsilon;
  private final int size;
  private final Channels channels;
  private final double[] mean;
  private final double[] variance;
  private final double[] products;
  private final double[] sums;
  private final float[] scale;
  private final float[] shift;
  private float[] normal = {};

  /**
   * @param in vectors, steps or images
   * @param out of the same shape
   * @param gamma offset of γ, then β, in the parameters; -1 where they are fixed at 1 and 0
   * @param running statistics, used in inference and moved in training
   * @param epsilon added to the variance
   */
  public BatchNormalization(
      Signal in, Signal out, int gamma, RunningStatistics running, double epsilon) {
    this.in = in;
    this.out = out;
    this.gamma = gamma;
    this.running = running;
    this.epsilon = epsilon;
    this.size = in.shape().channels();
    int plane = in.shape().kind() == Shape.Kind.IMAGE ? in.size() / size : 1;
    this.channels = new Channels(size, plane);
    this.mean = new double[size];
    this.variance = new double[size];
    this.products = new double[size];
    this.sums = new double[size];
    this.scale = new float[size];
    this.shift = new float[size];
  }

  @Override
  public void forward(Pass pass) {
    out.like(pass, in);
    int vectors = in.vectors(pass);
    normal = Signal.room(normal, vectors * in.size());
    if (pass.training()) {
      batchStatistics(vectors);
    } else {
      running.read(pass, mean, variance);
      centre(vectors);
    }
    for (int c = 0; c < size; c++) {
      scale[c] = (float) (1 / Math.sqrt(variance[c] + epsilon));
      shift[c] = 0;
    }
    channels.affine(normal, scale, shift, normal, vectors);
    float[] p = pass.parameters();
    for (int c = 0; c < size; c++) {
      scale[c] = gamma < 0 ? 1 : p[gamma + c];
      shift[c] = gamma < 0 ? 0 : p[gamma + size + c];
    }
    channels.affine(normal, scale, shift, out.values(), vectors);
  }

  private void batchStatistics(int vectors) {
    double share = share(vectors);
    channels.sum(in.values(), vectors, mean);
    for (int c = 0; c < size; c++) {
      mean[c] *= share;
    }
    centre(vectors);
    channels.sumProducts(normal, normal, vectors, variance);
    for (int c = 0; c < size; c++) {
      variance[c] *= share;
    }
  }

  private void centre(int vectors) {
    for (int c = 0; c < size; c++) {
      scale[c] = 1;
      shift[c] = (float) -mean[c];
    }
    channels.affine(in.values(), scale, shift, normal, vectors);
  }

  /** 1 over the numbers of a channel in the batch. */
  private double share(int vectors) {
    return (double) size / in.size() / vectors;
  }

  /**
   * With μ the mean over the batch, {@code dx = γ / σ · (dy - μ(dy) - x̂ · μ(dy · x̂))}: the
   * paper's section 3, put together. The sums of {@code dy · x̂} and {@code dy} are also the
   * gradients of γ and β.
   */
  @Override
  public void backward(Pass pass) {
    int vectors = in.vectors(pass);
    running.update(pass, mean, variance);
    float[] dy = out.deltas();
    channels.sumProducts(dy, normal, vectors, products);
    channels.sum(dy, vectors, sums);
    if (gamma >= 0) {
      float[] g = pass.gradients();
      for (int c = 0; c < size; c++) {
        g[gamma + c] = (float) products[c];
        g[gamma + size + c] = (float) sums[c];
      }
    }
    if (in.trained()) {
      inputDeltas(pass, vectors);
    }
  }

  private void inputDeltas(Pass pass, int vectors) {
    double share = share(vectors);
    for (int c = 0; c < size; c++) {
      float factor = gamma < 0 ? 1 : pass.parameters()[gamma + c];
      scale[c] = (float) (factor / Math.sqrt(variance[c] + epsilon));
      shift[c] = (float) (-scale[c] * sums[c] * share);
    }
    channels.affine(out.deltas(), scale, shift, in.deltas(), vectors);
    for (int c = 0; c < size; c++) {
      shift[c] = (float) (-scale[c] * products[c] * share);
    }
    channels.add(normal, shift, in.deltas(), vectors);
  }
}
