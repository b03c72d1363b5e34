package org.diabolo.job;

/**
 * How long, how fast, on how many replicas.
 *
 * @param epochs passes over the train split; default 10
 * @param batch examples a local step; default 128
 * @param optimizer of the local steps
 * @param averaging of the replicas
 * @param patience epochs without a better validation loss after which training stops; default 5
 * @param engine that takes the local steps; default auto
 * @param seed of the start parameters, the order of the rows and dropout; default 1
 */
public record TrainSpec(
    int epochs,
    int batch,
    OptimizerSpec optimizer,
    AveragingSpec averaging,
    int patience,
    Engine engine,
    long seed) {

  /** What takes the local steps. */
  public enum Engine {
    /** Fused where it covers the network, DL4J elsewhere. */
    AUTO,
    /** The network compiled to a plan over flat arrays. */
    FUSED,
    /** DL4J itself. */
    DL4J
  }

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
    STEP
  }

  /** How a round's averaged movement is applied to the global parameters. */
  public enum Outer {
    /** As it is. */
    PLAIN
  }

  /**
   * @param kind default adam
   * @param rate learning rate, above 0; default 0.001
   * @param schedule default constant
   * @param warmupEpochs epochs, fractions allowed, over which the rate rises from 0; default 0
   * @param stepEpochs of schedule step; default 5
   * @param stepFactor of schedule step, 0 to 1; default 0.5
   */
  public record OptimizerSpec(
      Optimizer kind,
      double rate,
      Schedule schedule,
      double warmupEpochs,
      double stepEpochs,
      double stepFactor)
      implements java.io.Serializable {

    private static OptimizerSpec read(Section section) {
      OptimizerSpec spec =
          new OptimizerSpec(
              section.choice("kind", Optimizer.class, Optimizer.ADAM),
              section.number("rate", Range.POSITIVE, 0.001),
              section.choice("schedule", Schedule.class, Schedule.CONSTANT),
              section.number("warmup_epochs", Range.NOT_NEGATIVE, 0),
              section.number("step_epochs", Range.POSITIVE, 5),
              section.number("step_factor", Range.FRACTION, 0.5));
      section.close();
      return spec;
    }
  }

  /**
   * @param workers replicas; {@link #AUTO} for one a task slot
   * @param period local steps a round; {@link #AUTO} to let the trainer choose
   * @param outer default plain
   */
  public record AveragingSpec(int workers, int period, Outer outer) {
    /** Stands for {@code auto}, the default. */
    public static final int AUTO = 0;

    private static AveragingSpec read(Section section) {
      AveragingSpec spec =
          new AveragingSpec(
              section.integerOrAuto("workers", AUTO),
              section.integerOrAuto("period", AUTO),
              section.choice("outer", Outer.class, Outer.PLAIN));
      section.close();
      return spec;
    }
  }

  /**
   * Plain averaging with Adam at its default rate, for training without a job file.
   *
   * @param epochs at least 1
   * @param batch examples a local step, at least 1
   * @param workers replicas, at least 1
   * @param period local steps a round, at least 1
   * @return the spec
   */
  public static TrainSpec of(int epochs, int batch, int workers, int period) {
    return new TrainSpec(
        epochs,
        batch,
        new OptimizerSpec(Optimizer.ADAM, 0.001, Schedule.CONSTANT, 0, 5, 0.5),
        new AveragingSpec(workers, period, Outer.PLAIN),
        5,
        Engine.AUTO,
        1);
  }

  static TrainSpec read(Section section) {
    TrainSpec spec =
        new TrainSpec(
            (int) section.integer("epochs", 1, 1_000_000, 10L),
            (int) section.integer("batch", 1, 1_000_000, 128L),
            OptimizerSpec.read(section.section("optimizer")),
            AveragingSpec.read(section.section("averaging")),
            (int) section.integer("patience", 1, 1_000_000, 5L),
            section.choice("engine", Engine.class, Engine.AUTO),
            section.integer("seed", 0, Long.MAX_VALUE, 1L));
    section.close();
    return spec;
  }
}
