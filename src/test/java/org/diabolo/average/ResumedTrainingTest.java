package org.diabolo.average;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.diabolo.average.checkpoint.CheckpointFolder;
import org.diabolo.engine.ReplicaFactory;
import org.diabolo.engine.dl4j.Dl4jReplicaFactory;
import org.diabolo.engine.fused.FusedReplicaFactory;
import org.diabolo.job.AveragingSpec;
import org.diabolo.job.AveragingSpec.Outer;
import org.diabolo.job.AveragingSpec.Transfer;
import org.diabolo.job.AveragingSpec.Updater;
import org.diabolo.job.CheckpointSpec;
import org.diabolo.job.OptimizerSpec;
import org.diabolo.job.OptimizerSpec.Optimizer;
import org.diabolo.job.OptimizerSpec.Schedule;
import org.diabolo.job.StoppingSpec;
import org.diabolo.job.TrainSpec;
import org.diabolo.testing.LogMessages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A training that goes on from any of its checkpoints ends as if nothing had been. */
class ResumedTrainingTest {
  @TempDir Path folder;

  private final ReplicaFactory factory = new FusedReplicaFactory(TinyModel.graph());

  private static TrainSpec spec(AveragingSpec averaging, double rate, StoppingSpec stopping) {
    return TrainSpec.of(4, 8, averaging.workers(), averaging.period())
        .with(new OptimizerSpec(Optimizer.ADAM, rate, Schedule.COSINE, 0.5, 5, 0.5, 0.2))
        .with(averaging)
        .with(stopping)
        .with(new CheckpointSpec(1, 0, 1000));
  }

  private static void assertSame(Trained found, Trained expected) {
    assertThat(found.state().parameters()).isEqualTo(expected.state().parameters());
    assertThat(found.state().updater()).isEqualTo(expected.state().updater());
    assertThat(found.state().iteration()).isEqualTo(expected.state().iteration());
    assertThat(found.validLoss()).isEqualTo(Double.valueOf(expected.validLoss()));
    assertThat(found.bestEpoch()).isEqualTo(expected.bestEpoch());
    assertThat(found.epochs()).isEqualTo(expected.epochs());
    assertThat(found.rounds()).isEqualTo(expected.rounds());
    assertThat(found.examples()).isEqualTo(expected.examples());
    assertThat(found.ended()).isEqualTo(expected.ended());
  }

  private void resumeFromAll(TrainSpec spec, int validRows, Trained.Ended ended)
      throws IOException {
    Trained expected = new LocalTraining(spec, factory).run(validRows);
    assertThat(expected.ended()).isEqualTo(ended);
    Path all = folder.resolve("all");
    LocalTraining whole = new LocalTraining(spec, factory).checkpoints(all);
    assertSame(whole.run(validRows), expected);
    assertThat(whole.resumed).isEmpty();
    assertThat(expected.rounds()).isGreaterThan(5);
    for (int round = 1; round < expected.rounds(); round++) {
      Path copy = folder.resolve("from " + round);
      CheckpointFolder.copyUpTo(round, all, copy);
      LocalTraining again = new LocalTraining(spec, factory).checkpoints(copy);
      Trained found = again.run(validRows);
      assertSame(found, expected);
      assertThat(again.resumed).containsExactly(round);
      assertThat(found.resumedFrom()).isEqualTo(round);
      assertThat(again.records.stream().map(RoundRecord::round).toList())
          .isEqualTo(
              java.util.stream.IntStream.rangeClosed(round + 1, expected.rounds())
                  .boxed()
                  .toList());
      assertThat(again.records.stream().map(RoundRecord::validLoss).toList())
          .isEqualTo(
              whole.records.subList(round, expected.rounds()).stream()
                  .map(RoundRecord::validLoss)
                  .toList());
    }
  }

  /** At this rate the losses go up and down: the best is not the last, and patience ends. */
  @Test
  void outerMomentumPatienceAndValidationByRounds() throws IOException {
    AveragingSpec nesterov =
        LocalTraining.averaging(3, 2, Outer.NESTEROV, Updater.AVERAGED, Transfer.FP32);
    resumeFromAll(
        spec(nesterov, 0.5, new StoppingSpec(1, 2, 3, 0.01, 0)), 40, Trained.Ended.PATIENCE);
  }

  @ParameterizedTest
  @CsvSource({
    "PLAIN, AVERAGED, 40",
    "PLAIN, RESET, 40",
    "NESTEROV, RESET, 0",
    "PLAIN, AVERAGED, 0"
  })
  void toTheLastEpoch(Outer outer, Updater updater, int validRows) throws IOException {
    resumeFromAll(
        spec(
            LocalTraining.averaging(2, 7, outer, updater, Transfer.FP32),
            0.01,
            StoppingSpec.DEFAULT),
        validRows,
        Trained.Ended.EPOCHS);
  }

  /** Engines write the same checkpoints and agree, so that a run can go on with the other one. */
  @ParameterizedTest
  @CsvSource({"true", "false"})
  void theOtherEngineGoesOn(boolean fusedFirst) throws IOException {
    AveragingSpec nesterov =
        LocalTraining.averaging(3, 2, Outer.NESTEROV, Updater.AVERAGED, Transfer.FP32);
    TrainSpec spec = spec(nesterov, 0.01, StoppingSpec.DEFAULT);
    ReplicaFactory dl4j = new Dl4jReplicaFactory(TinyModel.graph());
    Path all = folder.resolve("all");
    Trained expected =
        new LocalTraining(spec, fusedFirst ? factory : dl4j).checkpoints(all).run(40);
    Path copy = folder.resolve("copy");
    CheckpointFolder.copyUpTo(5, all, copy);

    LocalTraining again = new LocalTraining(spec, fusedFirst ? dl4j : factory).checkpoints(copy);
    Trained found = again.run(40);

    assertThat(again.resumed).containsExactly(5);
    float[] parameters = expected.state().parameters();
    assertThat(found.state().parameters()).hasSameSizeAs(parameters);
    for (int i = 0; i < parameters.length; i++) {
      assertThat(found.state().parameters()[i]).isEqualTo(parameters[i], within(1e-4f));
    }
    assertThat(found.validLoss()).isEqualTo(expected.validLoss(), within(1e-4));
  }

  /** What an executor keeps is no part of a checkpoint: close, and said not to be equal. */
  @ParameterizedTest
  @CsvSource({"AVERAGED, BF16", "LOCAL, FP32", "LOCAL, FP16"})
  void whatExecutorsKeepIsLostAndTrainingGoesOn(Updater updater, Transfer transfer)
      throws IOException {
    TrainSpec spec =
        spec(
            LocalTraining.averaging(2, 5, Outer.PLAIN, updater, transfer),
            0.01,
            StoppingSpec.DEFAULT);
    Path all = folder.resolve("all");
    Trained expected = new LocalTraining(spec, factory).checkpoints(all).run();
    Path copy = folder.resolve("copy");
    CheckpointFolder.copyUpTo(5, all, copy);
    try (LogMessages warnings = new LogMessages(Training.class, Level.WARN)) {
      LocalTraining again = new LocalTraining(spec, factory).checkpoints(copy);
      Trained found = again.run();
      assertThat(again.resumed).containsExactly(5);
      assertThat(found.rounds()).isEqualTo(expected.rounds());
      assertThat(found.validLoss()).isEqualTo(expected.validLoss(), within(0.05));
      assertThat(found.state().parameters()).isNotEqualTo(expected.state().parameters());
      assertThat(warnings.messages())
          .isEqualTo(
              List.of(
                  "2 replicas began this round without what their executors had kept for them"));
    }
  }
}
