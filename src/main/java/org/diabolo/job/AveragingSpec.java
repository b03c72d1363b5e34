package org.diabolo.job;

/**
 * How replicas become one model.
 *
 * @param workers replicas; {@link #AUTO} for one a task slot
 * @param period local steps a round; {@link #AUTO} to measure it
 * @param overhead of an {@code auto} period: the largest share of a round that may be spent on
 *     anything but local steps; above 0, below 1; default 0.05
 * @param outer how a round's averaged movement is applied; default auto
 * @param outerRate of nesterov: how much of the movement is applied; default 1
 * @param outerMomentum of nesterov, 0 to 1; default 0.5
 * @param outerWarmup of nesterov: rounds over which the momentum rises from 0; default 0
 * @param updater what becomes of the local optimisers' state; default averaged
 * @param transfer the numbers that a replica sends; default fp32
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

  private static final double DEFAULT_OVERHEAD = 0.05;

  /** Measured: see docs/averaging.md. */
  private static final double DEFAULT_RATE = 1;

  private static final double DEFAULT_MOMENTUM = 0.5;
  private static final int DEFAULT_WARMUP = 0;

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
    FP32,
    /** The upper half of a float. */
    BF16,
    /** IEEE half precision, scaled by block. */
    FP16
  }

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
        DEFAULT_OVERHEAD,
        Outer.PLAIN,
        DEFAULT_RATE,
        DEFAULT_MOMENTUM,
        DEFAULT_WARMUP,
        Updater.AVERAGED,
        Transfer.FP32);
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
            section.integerOrAuto("workers", AUTO),
            section.integerOrAuto("period", AUTO),
            section.number("overhead", Range.OPEN_FRACTION, DEFAULT_OVERHEAD),
            section.choice("outer", Outer.class, Outer.AUTO),
            section.number("outer_rate", Range.POSITIVE, DEFAULT_RATE),
            section.number("outer_momentum", Range.FRACTION, DEFAULT_MOMENTUM),
            (int) section.integer("outer_warmup", 0, 1_000_000, (long) DEFAULT_WARMUP),
            section.choice("updater", Updater.class, Updater.AVERAGED),
            section.choice("transfer", Transfer.class, Transfer.FP32));
    section.close();
    return spec;
  }
}
