package org.diabolo.job;

import static org.diabolo.job.OptionTypes.choice;
import static org.diabolo.job.OptionTypes.integer;
import static org.diabolo.job.OptionTypes.longInteger;

import java.util.ArrayList;
import java.util.List;
import org.diabolo.job.Mapping.Form;
import org.diabolo.job.OptimizerSpec.Optimizer;

/**
 * How long, how fast, on how many replicas.
 *
 * @param epochs passes over the train split
 * @param batch of a local step
 * @param optimizer of the local steps
 * @param averaging of the replicas
 * @param stopping validation and early ends
 * @param checkpoints of a long training
 * @param regularization of the model
 * @param averageBest how many of the best validated parameters are averaged at the end; 1 takes the
 *     best as they are
 * @param engine that takes the local steps
 * @param seed of the start parameters, the order of the rows and dropout
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

  private static final Option<Integer> EPOCHS =
      Option.of("epochs", integer(1, 1_000_000), 10, "Passes over the train split.");

  private static final Option<Section> OPTIMIZER =
      Option.section("optimizer", OptimizerSpec.MAPPING, "The optimiser of the local steps.");

  private static final Option<Section> AVERAGING =
      Option.section("averaging", AveragingSpec.MAPPING, "How replicas become one model.");

  private static final Option<Section> CHECKPOINTS =
      Option.section(
          "checkpoints",
          CheckpointSpec.MAPPING,
          "When training writes down where it is. They never change what is trained.");

  private static final Option<Integer> AVERAGE_BEST =
      Option.of(
              "average_best",
              integer(1, 100),
              1,
              "How many of the best validated parameters are averaged at the end, where that is"
                  + " better.")
          .only(Effect.BEST_OF_SEVERAL);

  private static final Option<Engine> ENGINE =
      Option.of(
          "engine",
          choice(Engine.class),
          Engine.AUTO,
          "What takes the local steps: Diabolo's own engine where it covers the network, or DL4J.");

  private static final Option<Long> SEED =
      Option.of(
          "seed",
          longInteger(0),
          1L,
          "Seed of the first parameters, the order of the rows and dropout.");

  static final Mapping MAPPING = new Mapping(List.of(new Form(null, options())));

  private static List<Option<?>> options() {
    List<Option<?>> options = new ArrayList<>();
    options.addAll(List.of(EPOCHS, BatchSpec.BATCH, OPTIMIZER, AVERAGING));
    options.addAll(RegularizationSpec.OPTIONS);
    options.addAll(StoppingSpec.OPTIONS);
    options.addAll(List.of(AVERAGE_BEST, CHECKPOINTS, ENGINE, SEED));
    return List.copyOf(options);
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
    int epochs = section.get(EPOCHS);
    TrainSpec spec =
        new TrainSpec(
            epochs,
            BatchSpec.read(section),
            OptimizerSpec.read(section.get(OPTIMIZER), epochs),
            AveragingSpec.read(section.get(AVERAGING)),
            StoppingSpec.read(section),
            CheckpointSpec.read(section.get(CHECKPOINTS)),
            RegularizationSpec.read(section),
            section.get(AVERAGE_BEST),
            section.get(ENGINE),
            section.get(SEED));
    section.close();
    return spec;
  }
}
