package org.diabolo.engine.fused.plan;

/** What all nodes share while a batch goes through them. Used by one thread at a time. */
public final class Pass {
  private final float[] parameters;
  private final float[] gradients;
  private int rows;
  private boolean training;
  private boolean stepping;
  private long seed;

  /**
   * @param parameters of the network, DL4J's flattened vector
   * @param gradients as long as the parameters; null where there is only inference
   */
  public Pass(float[] parameters, float[] gradients) {
    this.parameters = parameters;
    this.gradients = gradients;
  }

  /**
   * Begins to train on a batch.
   *
   * @param count rows of the batch
   * @param random decides what is drawn in this pass
   */
  public void train(int count, long random) {
    rows = count;
    training = true;
    stepping = false;
    seed = random;
  }

  /**
   * Begins a pass of inference.
   *
   * @param count rows of the batch
   */
  public void infer(int count) {
    rows = count;
    training = false;
    stepping = false;
  }

  /**
   * Begins a step of inference that goes on where the last one ended.
   *
   * @param count rows of the batch
   */
  void step(int count) {
    infer(count);
    stepping = true;
  }

  /**
   * @return parameters of the network
   */
  public float[] parameters() {
    return parameters;
  }

  /**
   * @return where gradients, summed over the rows, are written
   */
  public float[] gradients() {
    return gradients;
  }

  /**
   * @return rows of the batch
   */
  public int rows() {
    return rows;
  }

  /**
   * @return whether a backward pass follows, and dropout drops
   */
  public boolean training() {
    return training;
  }

  /**
   * @return whether this is a step that goes on where the last one ended, see {@link Stateful}
   */
  public boolean stepping() {
    return stepping;
  }

  /**
   * @return seed of what is drawn in this pass; another one at each step
   */
  public long seed() {
    return seed;
  }
}
