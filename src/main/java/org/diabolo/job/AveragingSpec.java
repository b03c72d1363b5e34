package org.diabolo.job;

import static org.diabolo.job.OptionTypes.choice;
import static org.diabolo.job.OptionTypes.integer;
import static org.diabolo.job.OptionTypes.integerOrAuto;
import static org.diabolo.job.OptionTypes.number;

/**
 * How replicas become one model.
 *
 * @param workers replicas; {@link #AUTO} for one a task slot
 * @param period local steps a round; {@link #AUTO} to measure it
 * @param overhead of an {@code auto} period: the largest share of a round that may be spent on
 *     anything but local steps; above 0, below 1
 * @param outer how a round's averaged movement is applied
 * @param outerRate of nesterov: how much of the movement is applied
 * @param outerMomentum of nesterov, 0 to 1
 * @param outerWarmup of nesterov: rounds over which the momentum rises from 0
 * @param updater what becomes of the local optimisers' state
 * @param transfer the numbers that a replica sends
 */
public record AveragingSpec(
    int workers,
    int period,
    double overhead,
    Outer outer,
    double outerRate,
    double outerMomentum,
    int outerWarmup,
    Updater updater,
    Transfer transfer) {
  /** Stands for {@code auto}, the default of workers and period. */
  public static final int AUTO = 0;

  /** How a round's averaged movement is applied to the global parameters. */
  public enum Outer {
    /** Nesterov with several replicas, plain with one. */
    AUTO,
    /** As it is. */
    PLAIN,
    /** As the gradient of Nesterov momentum, which carries the movement on from round to round. */
    NESTEROV
  }

  /** What becomes of the local optimisers' state at a round's end. */
  public enum Updater {
    /** Averaged along with the parameters. */
    AVERAGED,
    /**
     * Stays in the executor for the replica's next round. Saves two thirds of Adam's traffic, and
     * gives up that a run has the same bits when an executor died or training was resumed.
     */
    LOCAL,
    /** Forgotten. */
    RESET
  }

  /** How a replica's movement is written for sending. */
  public enum Transfer {
    /** IEEE single precision, exactly as it is computed. */
    FP32,
    /** The upper half of a float. */
    BF16,
    /** IEEE half precision, scaled by block. */
    FP16
  }

  private static final Option<Integer> WORKERS =
      Option.of(
          "workers",
          integerOrAuto(),
          AUTO,
          "Replicas that train. `auto` is one a task slot, followed as executors come and go; a"
              + " number stays.");

  private static final Option<Integer> PERIOD =
      Option.of(
          "period",
          integerOrAuto(),
          AUTO,
          "Local steps a round. `auto` measures how long a round must be for `overhead`, and says"
              + " what it found.");

  private static final Option<Double> OVERHEAD =
      Option.of(
              "overhead",
              number(Range.OPEN_FRACTION),
              0.05,
              "The largest share of a round that may be spent on anything but local steps.")
          .only(Effect.PERIOD_AUTO);

  private static final Option<Outer> OUTER =
      Option.of(
          "outer",
          choice(Outer.class),
          Outer.AUTO,
          "How a round's averaged movement is applied: as it is, or with Nesterov momentum. `auto`"
              + " is `nesterov` with several replicas, `plain` with one.");

  /** Measured, as the next two are: see docs/averaging.md. */
  private static final Option<Double> OUTER_RATE =
      Option.of("outer_rate", number(Range.POSITIVE), 1.0, "How much of the movement is applied.")
          .only(Effect.NESTEROV);

  private static final Option<Double> OUTER_MOMENTUM =
      Option.of(
              "outer_momentum",
              number(Range.FRACTION),
              0.5,
              "How much of the momentum is kept from round to round.")
          .only(Effect.NESTEROV);

  private static final Option<Integer> OUTER_WARMUP =
      Option.of(
              "outer_warmup",
              integer(0, 1_000_000),
              0,
              "Rounds over which the momentum rises from 0.")
          .only(Effect.NESTEROV);

  private static final Option<Updater> UPDATER =
      Option.of(
          "updater",
          choice(Updater.class),
          Updater.AVERAGED,
          "What becomes of the local optimisers' state at a round's end: averaged with the"
              + " parameters, kept in the executor (which saves traffic, and gives up that a run has"
              + " the same bits after a failure), or forgotten.");

  private static final Option<Transfer> TRANSFER =
      Option.of(
          "transfer",
          choice(Transfer.class),
          Transfer.FP32,
          "The numbers that a replica sends: floats, their upper halves, or IEEE half precision"
              + " scaled by block.");

  static final Mapping MAPPING =
      Mapping.of(
          WORKERS,
          PERIOD,
          OVERHEAD,
          OUTER,
          OUTER_RATE,
          OUTER_MOMENTUM,
          OUTER_WARMUP,
          UPDATER,
          TRANSFER);

  /**
   * Plain averaging of parameters and optimiser state.
   *
   * @param workers replicas, or {@link #AUTO}
   * @param period local steps a round, or {@link #AUTO}
   * @return the spec
   */
  public static AveragingSpec plain(int workers, int period) {
    return new AveragingSpec(
        workers,
        period,
        OVERHEAD.fallback(),
        Outer.PLAIN,
        OUTER_RATE.fallback(),
        OUTER_MOMENTUM.fallback(),
        OUTER_WARMUP.fallback(),
        UPDATER.fallback(),
        TRANSFER.fallback());
  }

  /**
   * @param other number of replicas, or {@link #AUTO}
   * @return the same with another number of replicas
   */
  public AveragingSpec withWorkers(int other) {
    return new AveragingSpec(
        other, period, overhead, outer, outerRate, outerMomentum, outerWarmup, updater, transfer);
  }

  /**
   * @param other local steps a round, or {@link #AUTO}
   * @return the same with another period
   */
  public AveragingSpec withPeriod(int other) {
    return new AveragingSpec(
        workers, other, overhead, outer, outerRate, outerMomentum, outerWarmup, updater, transfer);
  }

  /**
   * @param replicas that train
   * @return whether movements are carried on by momentum
   */
  public boolean nesterov(int replicas) {
    return outer == Outer.NESTEROV || outer == Outer.AUTO && replicas > 1;
  }

  static AveragingSpec read(Section section) {
    AveragingSpec spec =
        new AveragingSpec(
            section.get(WORKERS),
            section.get(PERIOD),
            section.get(OVERHEAD),
            section.get(OUTER),
            section.get(OUTER_RATE),
            section.get(OUTER_MOMENTUM),
            section.get(OUTER_WARMUP),
            section.get(UPDATER),
            section.get(TRANSFER));
    section.close();
    return spec;
  }
}
