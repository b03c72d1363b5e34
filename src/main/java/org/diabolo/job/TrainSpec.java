package org.diabolo.job;

import org.diabolo.job.OptimizerSpec.Optimizer;

/**
 * How long, how fast, on how many replicas.
 *
 * @param epochs passes over the train split; default 10
 * @param batch of a local step; default 128 examples
 * @param optimizer of the local steps
 * @param averaging of the replicas
 * @param stopping validation and early ends
 * @param checkpoints of a long training
 * @param regularization of the model
 * @param averageBest how many of the best validated parameters are averaged at the end; 1, the
 *     default, takes the best as they are
 * @param engine that takes the local steps; default auto
 * @param seed of the start parameters, the order of the rows and dropout; default 1
 */
public record TrainSpec(
    int epochs,
    BatchSpec batch,
    OptimizerSpec optimizer,
    AveragingSpec averaging,
    StoppingSpec stopping,
    CheckpointSpec checkpoints,
    RegularizationSpec regularization,
    int averageBest,
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
        BatchSpec.examples(batch),
        OptimizerSpec.constant(Optimizer.ADAM, 0.001),
        AveragingSpec.plain(workers, period),
        StoppingSpec.DEFAULT,
        CheckpointSpec.DEFAULT,
        RegularizationSpec.NONE,
        1,
        Engine.AUTO,
        1);
  }

  /**
   * @param other optimiser
   * @return the same with another optimiser
   */
  public TrainSpec with(OptimizerSpec other) {
    return with(other, averaging, stopping, checkpoints, engine, seed);
  }

  /**
   * @param other averaging
   * @return the same with another averaging
   */
  public TrainSpec with(AveragingSpec other) {
    return with(optimizer, other, stopping, checkpoints, engine, seed);
  }

  /**
   * @param other stopping
   * @return the same with another stopping
   */
  public TrainSpec with(StoppingSpec other) {
    return with(optimizer, averaging, other, checkpoints, engine, seed);
  }

  /**
   * @param other checkpoints
   * @return the same with other checkpoints
   */
  public TrainSpec with(CheckpointSpec other) {
    return with(optimizer, averaging, stopping, other, engine, seed);
  }

  /**
   * @param other engine
   * @return the same with another engine
   */
  public TrainSpec with(Engine other) {
    return with(optimizer, averaging, stopping, checkpoints, other, seed);
  }

  /**
   * @param other seed
   * @return the same with another seed
   */
  public TrainSpec seeded(long other) {
    return with(optimizer, averaging, stopping, checkpoints, engine, other);
  }

  private TrainSpec with(
      OptimizerSpec steps,
      AveragingSpec rounds,
      StoppingSpec end,
      CheckpointSpec saved,
      Engine by,
      long drawn) {
    return new TrainSpec(
        epochs, batch, steps, rounds, end, saved, regularization, averageBest, by, drawn);
  }

  static TrainSpec read(Section section) {
    int epochs = (int) section.integer("epochs", 1, 1_000_000, 10L);
    TrainSpec spec =
        new TrainSpec(
            epochs,
            BatchSpec.read(section),
            OptimizerSpec.read(section.section("optimizer"), epochs),
            AveragingSpec.read(section.section("averaging")),
            StoppingSpec.read(section),
            CheckpointSpec.read(section.section("checkpoints")),
            RegularizationSpec.read(section),
            (int) section.integer("average_best", 1, 100, 1L),
            section.choice("engine", Engine.class, Engine.AUTO),
            section.integer("seed", 0, Long.MAX_VALUE, 1L));
    section.close();
    return spec;
  }
}
