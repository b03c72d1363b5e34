package org.diabolo.job;

import java.io.Serializable;

/**
 * The optimiser of the local steps.
 *
 * @param kind default adam
 * @param rate learning rate, above 0; default 0.001
 * @param schedule default trapezoid
 * @param warmupEpochs epochs, fractions allowed, over which the rate rises from 0; default a tenth
 *     of all epochs
 * @param stepEpochs of schedule step; default 5
 * @param stepFactor of schedule step, 0 to 1; default 0.5
 * @param decay of schedule trapezoid: the share of all steps, at the end, in which the rate falls
 *     to 0; default 0.3
 */
public record OptimizerSpec(
    Optimizer kind,
    double rate,
    Schedule schedule,
    double warmupEpochs,
    double stepEpochs,
    double stepFactor,
    double decay)
    implements Serializable {

  /** Local optimisers. */
  public enum Optimizer {
    ADAM,
    NESTEROVS,
    SGD
  }

  /** How the learning rate runs over the whole of training, across rounds. */
  public enum Schedule {
    CONSTANT,
    /** Falls to 0 along half a cosine. */
    COSINE,
    /** Multiplied by {@code step_factor} every {@code step_epochs}. */
    STEP,
    /** Constant, then in a straight line to 0 over the last {@code decay} of all steps. */
    TRAPEZOID
  }

  /**
   * A constant rate.
   *
   * @param kind of optimiser
   * @param rate above 0
   * @return the spec
   */
  public static OptimizerSpec constant(Optimizer kind, double rate) {
    return new OptimizerSpec(kind, rate, Schedule.CONSTANT, 0, 5, 0.5, 0.3);
  }

  static OptimizerSpec read(Section section, int epochs) {
    OptimizerSpec spec =
        new OptimizerSpec(
            section.choice("kind", Optimizer.class, Optimizer.ADAM),
            section.number("rate", Range.POSITIVE, 0.001),
            section.choice("schedule", Schedule.class, Schedule.TRAPEZOID),
            section.number("warmup_epochs", Range.NOT_NEGATIVE, epochs / 10.0),
            section.number("step_epochs", Range.POSITIVE, 5),
            section.number("step_factor", Range.FRACTION, 0.5),
            section.number("decay", Range.FRACTION, 0.3));
    section.close();
    return spec;
  }
}
