package org.diabolo.engine.fused;

import org.diabolo.batch.Batch;
import org.diabolo.engine.ModelState;
import org.diabolo.engine.Replica;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Plan;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.update.StateLayout;

/** Trains a plan; after the first batches of the largest size nothing is allocated. */
final class FusedReplica implements Replica {
  private final Plan plan;
  private final StateLayout layout;
  private final Pass pass;
  private final float[][] state;
  private long iteration;
  private long seed;
  private int[] guesses = {};

  FusedReplica(Plan plan) {
    this.plan = plan;
    this.layout = plan.stateLayout();
    this.pass = new Pass(new float[plan.parameters()], new float[plan.parameters()]);
    this.state = layout.create();
  }

  @Override
  public void load(ModelState from, long random) {
    int parameters = plan.parameters();
    int updater = from.updater().length;
    if (from.parameters().length != parameters || updater != 0 && updater != layout.size()) {
      throw new IllegalArgumentException(
          "a state of "
              + from.parameters().length
              + " parameters and "
              + updater
              + " numbers of optimiser state does not fit a model of "
              + parameters
              + " and "
              + layout.size());
    }
    System.arraycopy(from.parameters(), 0, pass.parameters(), 0, parameters);
    layout.load(from.updater(), state);
    iteration = from.iteration();
    seed = random;
  }

  @Override
  public double step(Batch batch, double rate) {
    double loss = trainingScore(batch);
    plan.step(pass, state, rate, iteration);
    iteration++;
    return loss;
  }

  /**
   * The gradients of a batch, without a step.
   *
   * @return sums over the batch's rows
   */
  float[] gradients(Batch batch) {
    trainingScore(batch);
    plan.backward(pass);
    return pass.gradients().clone();
  }

  private double trainingScore(Batch batch) {
    // Any odd number that spreads the iterations over all bits.
    pass.train(batch.rows(), seed + iteration * 0x9E3779B97F4A7C15L);
    plan.forward(pass, batch.inputs());
    return plan.score(pass, batch.labels());
  }

  @Override
  public double loss(Batch batch) {
    pass.infer(batch.rows());
    plan.forward(pass, batch.inputs());
    return plan.score(pass, batch.labels());
  }

  @Override
  public int[] guesses(Batch batch) {
    pass.infer(batch.rows());
    plan.forward(pass, batch.inputs());
    Signal out = plan.outputs().get(0);
    int rows = batch.rows();
    int length = out.length();
    if (guesses.length < rows * length) {
      guesses = new int[rows * length];
    }
    // A signal has its steps outermost.
    for (int vector = 0; vector < rows * length; vector++) {
      guesses[vector % rows * length + vector / rows] =
          likeliest(out.values(), vector * out.size(), (vector + 1) * out.size())
              - vector * out.size();
    }
    return guesses;
  }

  private static int likeliest(float[] values, int from, int to) {
    int best = from;
    for (int i = from + 1; i < to; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }

  @Override
  public ModelState save() {
    return new ModelState(pass.parameters().clone(), layout.save(state), iteration);
  }
}
