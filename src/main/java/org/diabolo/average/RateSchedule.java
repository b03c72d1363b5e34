package org.diabolo.average;

import java.io.Serializable;
import org.diabolo.job.OptimizerSpec;

/**
 * The learning rate as a function of the step, counted over the whole of training, so that it runs
 * on across rounds.
 *
 * @param optimizer base rate, schedule and warm-up
 * @param stepsPerEpoch local steps of the replica that has the most
 * @param totalSteps of the whole training
 * @param ahead to be added to the steps that are asked for: not 0 where some of training went with
 *     other replicas, whose epochs took another number of steps
 */
record RateSchedule(OptimizerSpec optimizer, long stepsPerEpoch, long totalSteps, long ahead)
    implements Serializable {

  /**
   * @param taken steps before it
   * @return the rate of that step; after a linear warm-up the schedule spans what is left
   */
  double rate(long taken) {
    long step = taken + ahead;
    double warmup = optimizer.warmupEpochs() * stepsPerEpoch;
    if (step < warmup) {
      return optimizer.rate() * (step + 1) / (Math.floor(warmup) + 1);
    }
    double since = step - warmup;
    return optimizer.rate()
        * switch (optimizer.schedule()) {
          case CONSTANT -> 1;
            // Loshchilov and Hutter 2017, equation 5, one period without restarts.
          case COSINE -> (1 + Math.cos(Math.PI * since / Math.max(1, totalSteps - warmup))) / 2;
          case STEP ->
              Math.pow(
                  optimizer.stepFactor(),
                  Math.floor(since / (optimizer.stepEpochs() * stepsPerEpoch)));
            // Hägele et al. 2024, section 3: constant rate and cooldown.
          case TRAPEZOID ->
              Math.min(1, (totalSteps - step) / Math.max(1, optimizer.decay() * totalSteps));
        };
  }

  /** Whether the rate has begun to fall where it stays up for long before it does. */
  boolean settling(long taken) {
    return optimizer.schedule() != OptimizerSpec.Schedule.TRAPEZOID
        || taken + ahead >= totalSteps * (1 - optimizer.decay());
  }

  /** Share of the whole training that lies before a step, 0 to 1. */
  double done(long taken) {
    return (double) (taken + ahead) / totalSteps;
  }

  /** Sum of the rates of some steps: how far a round may go. */
  double sum(long first, long steps) {
    double sum = 0;
    for (long step = first; step < first + steps; step++) {
      sum += rate(step);
    }
    return sum;
  }
}
