package org.diabolo.average;

import java.io.Serializable;
import org.diabolo.batch.Batch;
import org.diabolo.engine.ModelState;
import org.diabolo.engine.Replica;
import org.diabolo.engine.ReplicaFactory;

/**
 * Replicas into whose steps a test may meddle.
 *
 * @param real makes those that do the work
 * @param meddler is asked after every step
 */
record Meddling(ReplicaFactory real, Meddler meddler) implements ReplicaFactory {

  /** Sees every step. */
  interface Meddler extends Serializable {
    /**
     * @param at where training is
     * @param loss that the step came to
     * @return the loss to tell
     */
    double after(Step at, double loss);
  }

  /**
   * A local step.
   *
   * @param began steps that the optimiser had taken before the round
   * @param step of the round, from 1
   * @param rate of the step
   */
  record Step(long began, int step, double rate) {}

  @Override
  public ModelState start() {
    return real.start();
  }

  @Override
  public String model() {
    return real.model();
  }

  @Override
  public Replica create() {
    Replica replica = real.create();
    return new Replica() {
      private long began;
      private int steps;

      @Override
      public void load(ModelState state, long seed) {
        replica.load(state, seed);
        began = state.iteration();
        steps = 0;
      }

      @Override
      public double step(Batch batch, double rate) {
        double loss = replica.step(batch, rate);
        steps++;
        return meddler.after(new Step(began, steps, rate), loss);
      }

      @Override
      public double loss(Batch batch) {
        return replica.loss(batch);
      }

      @Override
      public int[] guesses(Batch batch) {
        return replica.guesses(batch);
      }

      @Override
      public ModelState save() {
        return replica.save();
      }
    };
  }
}
