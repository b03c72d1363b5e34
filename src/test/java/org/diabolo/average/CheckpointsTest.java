package org.diabolo.average;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.diabolo.average.checkpoint.CheckpointFolder;
import org.diabolo.average.checkpoint.Checkpoints;
import org.diabolo.engine.ReplicaFactory;
import org.diabolo.engine.fused.FusedReplicaFactory;
import org.diabolo.job.BadDataException;
import org.diabolo.job.CheckpointSpec;
import org.diabolo.job.TrainSpec;
import org.diabolo.testing.LogMessages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged checkpoints, those of others, and how many are kept. */
class CheckpointsTest {
  private static final TrainSpec SPEC = TrainSpec.of(4, 8, 2, 6).with(new CheckpointSpec(2, 0, 3));

  @TempDir Path root;

  private final ReplicaFactory factory = new FusedReplicaFactory(TinyModel.graph());
  private Path folder;
  private Trained expected;

  /** Twelve rounds: the checkpoints of rounds 6, 8 and 10 are left. */
  @BeforeEach
  void train() {
    folder = root.resolve("checkpoints");
    expected = new LocalTraining(SPEC, factory).checkpoints(folder).run();
    assertThat(expected.rounds()).isEqualTo(12);
  }

  private List<String> resume(int from) {
    try (LogMessages warnings = new LogMessages(Checkpoints.class, Level.WARN)) {
      LocalTraining again = new LocalTraining(SPEC, factory).checkpoints(folder);
      Trained found = again.run();
      assertThat(found.resumedFrom()).isEqualTo(from);
      assertThat(found.state().parameters()).isEqualTo(expected.state().parameters());
      assertThat(found.validLoss()).isEqualTo(expected.validLoss());
      return List.copyOf(warnings.messages());
    }
  }

  private String warning(String name, String what) {
    return folder + "/" + name + " is damaged, " + what + ": going back to the one before it";
  }

  @Test
  void theNewestAndTheBestAreKept() throws IOException {
    // Validated after rounds 3, 6, 9 and 12; every one was better than the one before.
    assertThat(CheckpointFolder.files(folder))
        .containsExactlyInAnyOrder(
            CheckpointFolder.round(6),
            CheckpointFolder.round(8),
            CheckpointFolder.round(10),
            CheckpointFolder.best(6),
            CheckpointFolder.best(9));
    assertThat(resume(10)).isEmpty();
  }

  @Test
  void aFlippedBitIsNoticed() throws IOException {
    CheckpointFolder.flip(folder, CheckpointFolder.round(10));
    assertThat(resume(8))
        .containsExactly(warning(CheckpointFolder.round(10), "its checksum is wrong"));
  }

  /** Behind a right sum: another version wrote it, or somebody who knows how. */
  @Test
  void aHeaderThatSaysNothingIsNoticed() throws IOException {
    CheckpointFolder.header(folder, CheckpointFolder.round(10), "\"progress\"", "\"regress\"");
    CheckpointFolder.header(folder, CheckpointFolder.round(8), "\"period\":6", "\"period\":0");
    String none = "its header cannot be read";
    assertThat(resume(6))
        .containsExactly(
            warning(CheckpointFolder.round(10), none), warning(CheckpointFolder.round(8), none));
  }

  @Test
  void aCutFileIsNoticed() throws IOException {
    CheckpointFolder.cut(folder, CheckpointFolder.round(10));
    CheckpointFolder.cut(folder, CheckpointFolder.round(8));
    assertThat(resume(6))
        .containsExactly(
            warning(CheckpointFolder.round(10), "it is cut short"),
            warning(CheckpointFolder.round(8), "it is cut short"));
  }

  @Test
  void aDamagedBestIsDamageToo() throws IOException {
    CheckpointFolder.flip(folder, CheckpointFolder.best(9));
    assertThat(resume(8)).hasSize(1).first().asString().contains("its checksum is wrong");
    Files.delete(folder.resolve(CheckpointFolder.best(6)));
    CheckpointFolder.flip(folder, CheckpointFolder.round(10));
    try (LogMessages warnings = new LogMessages(Checkpoints.class, Level.WARN)) {
      Trained found = new LocalTraining(SPEC, factory).checkpoints(folder).run();
      assertThat(found.resumedFrom()).as("no whole pair is left").isEqualTo(8);
      assertThat(warnings.messages())
          .hasSize(4)
          .last()
          .asString()
          .endsWith(CheckpointFolder.round(8) + " goes on without the best parameters so far");
    }
  }

  /** What is written then must not be taken for older than the damaged ones. */
  @Test
  void whenAllAreDamagedTrainingBeginsAnewAndKeepsItsNewCheckpoints() throws IOException {
    for (int round : new int[] {6, 8, 10}) {
      CheckpointFolder.flip(folder, CheckpointFolder.round(round));
    }
    TrainSpec often = SPEC.with(new CheckpointSpec(1, 0, 2));
    try (LogMessages warnings = new LogMessages(Checkpoints.class, Level.WARN)) {
      LocalTraining anew =
          new LocalTraining(often, factory) {
            @Override
            public void roundEnded(RoundRecord record) {
              super.roundEnded(record);
              if (record.round() == 4) {
                throw new IllegalStateException("killed");
              }
            }
          }.checkpoints(folder);
      assertThatThrownBy(anew::run).hasMessage("killed");
      assertThat(warnings.messages()).hasSize(3);
      assertThat(anew.resumed).isEmpty();
    }
    assertThat(CheckpointFolder.files(folder))
        .contains(CheckpointFolder.round(3), CheckpointFolder.round(2))
        .doesNotContain(CheckpointFolder.round(10), CheckpointFolder.round(6));
    assertThat(resume(3)).isEmpty();
  }

  @Test
  void anotherTrainingsCheckpointIsAnError() {
    TrainSpec other =
        new TrainSpec(
            SPEC.epochs(),
            SPEC.batch(),
            SPEC.optimizer(),
            SPEC.averaging(),
            SPEC.stopping(),
            SPEC.checkpoints(),
            SPEC.regularization(),
            SPEC.averageBest(),
            SPEC.engine(),
            SPEC.seed() + 1);
    assertThatThrownBy(() -> new LocalTraining(other, factory).checkpoints(folder).run())
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            folder
                + "/"
                + CheckpointFolder.round(10)
                + " is of another training or another version of Diabolo; begin a new run, or remove"
                + " the checkpoints");
  }

  @Test
  void patienceAndCheckpointsMayChangeBetween() {
    TrainSpec other = SPEC.with(new CheckpointSpec(0, 60, 1));
    assertThat(new LocalTraining(other, factory).checkpoints(folder).run().resumedFrom())
        .isEqualTo(10);
  }
}
