package org.diabolo.engine.fused;

import java.util.Arrays;
import java.util.List;
import org.diabolo.batch.Batch;
import org.diabolo.engine.ModelState;
import org.diabolo.engine.Replica;

/** Trains a plan; after the first batches of the largest size nothing is allocated. */
final class FusedReplica implements Replica {
  private final Plan plan;
  private final float[] parameters;
  private final float[] gradients;
  private final float[][] state;
  private final float[][] outputs;
  private final float[][] deltas;
  private long iteration;
  private int room;

  FusedReplica(Plan plan) {
    this.plan = plan;
    this.parameters = new float[plan.parameters()];
    this.gradients = new float[plan.parameters()];
    this.state = new float[plan.optimizer().stateSize()][plan.parameters()];
    this.outputs = new float[plan.layers().size()][];
    this.deltas = new float[plan.layers().size()][];
  }

  @Override
  public void load(ModelState from, long seed) {
    float[] updater = from.updater();
    boolean fresh = updater.length == 0;
    int size = state.length * parameters.length;
    if (from.parameters().length != parameters.length || !fresh && updater.length != size) {
      throw new IllegalArgumentException(
          "a state of "
              + from.parameters().length
              + " parameters and "
              + updater.length
              + " numbers of optimiser state does not fit a model of "
              + parameters.length
              + " and "
              + size);
    }
    System.arraycopy(from.parameters(), 0, parameters, 0, parameters.length);
    for (int i = 0; i < state.length; i++) {
      if (fresh) {
        Arrays.fill(state[i], 0);
      } else {
        System.arraycopy(updater, i * parameters.length, state[i], 0, parameters.length);
      }
    }
    iteration = from.iteration();
  }

  @Override
  public double step(Batch batch, double rate) {
    int rows = batch.rows();
    forward(batch);
    int last = outputs.length - 1;
    double loss = meanSquaredError(batch, outputs[last], deltas[last]);
    List<DensePlan> layers = plan.layers();
    for (int i = last; i >= 0; i--) {
      float[] input = i == 0 ? batch.source() : outputs[i - 1];
      float[] deltaIn = i == 0 ? null : deltas[i - 1];
      DensePlan layer = layers.get(i);
      layer.backward(parameters, input, outputs[i], rows, deltas[i], gradients, deltaIn);
      // Its gradients are still near, and nothing below needs the layer's old parameters.
      int first = layer.first();
      int end = first + layer.parameters();
      plan.optimizer().step(parameters, gradients, state, first, end, 1f / rows, rate, iteration);
    }
    iteration++;
    return loss;
  }

  @Override
  public double loss(Batch batch) {
    forward(batch);
    int last = outputs.length - 1;
    return meanSquaredError(batch, outputs[last], deltas[last]);
  }

  @Override
  public ModelState save() {
    float[] updater = new float[state.length * parameters.length];
    for (int i = 0; i < state.length; i++) {
      System.arraycopy(state[i], 0, updater, i * parameters.length, parameters.length);
    }
    return new ModelState(parameters.clone(), updater, iteration);
  }

  private void forward(Batch batch) {
    reserve(batch.rows());
    plan.forward(parameters, batch.source(), batch.rows(), outputs);
  }

  /** DL4J's MSE: the mean over a row's numbers, then over rows; its gradient summed over rows. */
  private double meanSquaredError(Batch batch, float[] output, float[] delta) {
    float[] target = batch.target();
    int size = plan.outputSize();
    float scale = 2f / size;
    int count = size * batch.rows();
    for (int i = 0; i < count; i++) {
      delta[i] = scale * (output[i] - target[i]);
    }
    double sum = 0;
    for (int row = 0; row < batch.rows(); row++) {
      sum += Blas.squares(size, delta, row * size);
    }
    return sum / ((double) scale * scale * count);
  }

  private void reserve(int rows) {
    if (rows > room) {
      for (int i = 0; i < outputs.length; i++) {
        outputs[i] = new float[rows * plan.layers().get(i).nOut()];
        deltas[i] = new float[rows * plan.layers().get(i).nOut()];
      }
      room = rows;
    }
  }
}
