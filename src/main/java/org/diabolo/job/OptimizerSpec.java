package org.diabolo.job;

import static org.diabolo.job.OptionTypes.choice;
import static org.diabolo.job.OptionTypes.number;

import java.io.Serializable;

/**
 * The optimiser of the local steps.
 *
 * @param kind of optimiser
 * @param rate learning rate, above 0
 * @param schedule of the rate
 * @param warmupEpochs epochs, fractions allowed, over which the rate rises from 0
 * @param stepEpochs of schedule step
 * @param stepFactor of schedule step, 0 to 1
 * @param decay of schedule trapezoid: the share of all steps, at the end, in which the rate falls
 *     to 0
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
    /** Adam (Kingma and Ba 2015), with its usual 0.9, 0.999 and 1e-8. */
    ADAM,
    /** Gradient descent with Nesterov momentum of 0.9. */
    NESTEROVS,
    /** Plain gradient descent. */
    SGD
  }

  /** How the learning rate runs over the whole of training, across rounds. */
  public enum Schedule {
    /** The same throughout, after the warm-up. */
    CONSTANT,
    /** Falls to 0 along half a cosine. */
    COSINE,
    /** Multiplied by {@code step_factor} every {@code step_epochs}. */
    STEP,
    /** Constant, then in a straight line to 0 over the last {@code decay} of all steps. */
    TRAPEZOID
  }

  private static final Option<Optimizer> KIND =
      Option.of(
          "kind", choice(Optimizer.class), Optimizer.ADAM, "The optimiser of the local steps.");

  private static final Option<Double> RATE =
      Option.of("rate", number(Range.POSITIVE), 0.001, "The learning rate at its highest.");

  private static final Option<Schedule> SCHEDULE =
      Option.of(
          "schedule",
          choice(Schedule.class),
          Schedule.TRAPEZOID,
          "How the rate runs over the whole of training: constant, along half a cosine to 0,"
              + " multiplied by `step_factor` every `step_epochs`, or constant and then in a straight"
              + " line to 0 over the last `decay` of all steps.");

  private static final Option<Double> WARMUP_EPOCHS =
      Option.of(
              "warmup_epochs",
              number(Range.NOT_NEGATIVE),
              "Epochs, fractions allowed, over which the rate rises from 0.")
          .byDefault("a tenth of the epochs");

  private static final Option<Double> STEP_EPOCHS =
      Option.of(
              "step_epochs",
              number(Range.POSITIVE),
              5.0,
              "Epochs after each of which the rate is multiplied by `step_factor`.")
          .only(Effect.STEP);

  private static final Option<Double> STEP_FACTOR =
      Option.of(
              "step_factor",
              number(Range.FRACTION),
              0.5,
              "By what the rate is multiplied every `step_epochs`.")
          .only(Effect.STEP);

  private static final Option<Double> DECAY =
      Option.of(
              "decay",
              number(Range.FRACTION),
              0.3,
              "The share of all steps, at the end, in which the rate falls to 0.")
          .only(Effect.TRAPEZOID);

  static final Mapping MAPPING =
      Mapping.of(KIND, RATE, SCHEDULE, WARMUP_EPOCHS, STEP_EPOCHS, STEP_FACTOR, DECAY);

  /**
   * A constant rate.
   *
   * @param kind of optimiser
   * @param rate above 0
   * @return the spec
   */
  public static OptimizerSpec constant(Optimizer kind, double rate) {
    return new OptimizerSpec(
        kind,
        rate,
        Schedule.CONSTANT,
        0,
        STEP_EPOCHS.fallback(),
        STEP_FACTOR.fallback(),
        DECAY.fallback());
  }

  static OptimizerSpec read(Section section, int epochs) {
    OptimizerSpec spec =
        new OptimizerSpec(
            section.get(KIND),
            section.get(RATE),
            section.get(SCHEDULE),
            section.get(WARMUP_EPOCHS, epochs / 10.0),
            section.get(STEP_EPOCHS),
            section.get(STEP_FACTOR),
            section.get(DECAY));
    section.close();
    return spec;
  }
}
