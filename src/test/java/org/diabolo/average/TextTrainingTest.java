package org.diabolo.average;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.diabolo.average.checkpoint.CheckpointFolder;
import org.diabolo.batch.Batch;
import org.diabolo.batch.BatchReader;
import org.diabolo.batch.Batching;
import org.diabolo.batch.Chunk;
import org.diabolo.batch.EpochOrder;
import org.diabolo.batch.Example;
import org.diabolo.batch.Feeds;
import org.diabolo.batch.RowOrder;
import org.diabolo.engine.ModelState;
import org.diabolo.engine.Replica;
import org.diabolo.engine.ReplicaFactory;
import org.diabolo.engine.dl4j.Dl4jReplicaFactory;
import org.diabolo.engine.fused.FusedReplicaFactory;
import org.diabolo.job.BadDataException;
import org.diabolo.job.BatchSpec;
import org.diabolo.job.BatchSpec.Unit;
import org.diabolo.job.CheckpointSpec;
import org.diabolo.job.RegularizationSpec;
import org.diabolo.job.RegularizationSpec.Sampling;
import org.diabolo.job.TrainSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Training on rows of many lengths. */
class TextTrainingTest {
  private static final int ROWS = 300;
  private static final int VALID = 60;

  @TempDir Path folder;

  private final ReplicaFactory factory = new FusedReplicaFactory(TextModel.graph());
  private final List<RoundRecord> records = new ArrayList<>();

  static TrainSpec spec(BatchSpec batch, RegularizationSpec regularization, int averageBest) {
    TrainSpec spec = TrainSpec.of(3, 8, 2, 5).with(new CheckpointSpec(1, 0, 1000));
    return new TrainSpec(
        spec.epochs(),
        batch,
        spec.optimizer(),
        spec.averaging(),
        spec.stopping(),
        spec.checkpoints(),
        regularization,
        averageBest,
        spec.engine(),
        spec.seed());
  }

  private static TrainSpec plain(int size, Unit unit) {
    return spec(new BatchSpec(size, unit), RegularizationSpec.NONE, 1);
  }

  private Trained train(TrainSpec spec, ReplicaFactory made, List<Example> rows, Path checkpoints) {
    return new ParameterAveraging(
            LocalTraining.spark(),
            spec,
            TextModel.FEEDS,
            made,
            records::add,
            checkpoints == null ? null : LocalTraining.folder(checkpoints))
        .train(
            LocalTraining.spark().parallelize(rows, 3),
            rows.size(),
            LocalTraining.spark().parallelize(TextModel.examples(VALID), 2),
            VALID);
  }

  private Trained train(TrainSpec spec) {
    return train(spec, factory, TextModel.examples(ROWS), null);
  }

  @ParameterizedTest
  @CsvSource({"8, EXAMPLES", "50, TOKENS"})
  void everyRowOnceAnEpochInAsManyStepsForEveryReplica(int size, Unit unit) {
    Trained trained = train(plain(size, unit));
    assertThat(trained.examples()).isEqualTo(3 * ROWS);
    assertThat(records).allMatch(record -> record.replicas() == 2);
    assertThat(records.get(records.size() - 1).validLoss()).isLessThan(records.get(0).loss());
    assertThat(trained.rounds() % 3).isZero();
  }

  @Test
  void howTheInputIsCutDoesNotChangeABit() {
    TrainSpec spec = plain(50, Unit.TOKENS);
    List<Example> reversed = new ArrayList<>(TextModel.examples(ROWS));
    Collections.reverse(reversed);
    assertThat(train(spec, factory, reversed, null).state().parameters())
        .isEqualTo(train(spec).state().parameters());
  }

  @Test
  void bothEnginesAgree() {
    TrainSpec spec = plain(16, Unit.EXAMPLES);
    Trained fused = train(spec);
    Trained dl4j =
        train(spec, new Dl4jReplicaFactory(TextModel.graph()), TextModel.examples(ROWS), null);
    assertThat(dl4j.validLoss()).isEqualTo(fused.validLoss(), within(1e-4));
    for (int i = 0; i < fused.state().parameters().length; i++) {
      assertThat(dl4j.state().parameters()[i])
          .isEqualTo(fused.state().parameters()[i], within(1e-3f));
    }
  }

  /** The mean over rows of each row's loss, summed over its steps: whatever the batches are. */
  @Test
  void theValidationLossDoesNotDependOnTheBatches() {
    Trained trained = train(plain(8, Unit.EXAMPLES));
    Batching one = new Batching(TextModel.FEEDS, BatchSpec.examples(1), 0);
    Replica replica = factory.create();
    replica.load(new ModelState(trained.state().parameters(), new float[0], 0), 0);
    double sum = 0;
    Chunk chunk = Chunk.of(0, TextModel.examples(VALID));
    BatchReader rows =
        new BatchReader(
            List.of(chunk).iterator(),
            List.of(one.whole(chunk)),
            new EpochOrder(0, 0, RowOrder.AS_GIVEN),
            one);
    while (rows.hasNext()) {
      Batch row = rows.next();
      assertThat(row.rows()).isEqualTo(1);
      sum += replica.loss(row);
    }
    assertThat(trained.validLoss()).isEqualTo(sum / VALID, within(1e-5));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void fewerRowsThanWorkersTrainEachOncePerEpoch(int rows) {
    Trained trained =
        train(
            plain(8, Unit.EXAMPLES).with(TrainSpec.of(1, 8, 4, 5).averaging()),
            factory,
            TextModel.examples(rows),
            null);
    assertThat(trained.examples()).isEqualTo(3L * rows);
  }

  @Test
  void goesOnFromAnyCheckpointAsIfNothingHadBeen() throws IOException {
    resumed(plain(50, Unit.TOKENS));
  }

  /** What is drawn for a step follows from seed, epoch, replica and step. */
  @Test
  void spoiltSourcesAndOwnGuessesToo() throws IOException {
    TrainSpec plain = plain(50, Unit.TOKENS);
    Trained clean = train(plain);
    RegularizationSpec denoise = new RegularizationSpec(0, 0, 0, 0.2, new Sampling(0, 0, 0));
    RegularizationSpec sampling = new RegularizationSpec(0, 0, 0, 0, new Sampling(0.5, 0.1, 0.5));
    for (RegularizationSpec one : List.of(denoise, sampling)) {
      assertThat(train(spec(plain.batch(), one, 1)).state().parameters())
          .isNotEqualTo(clean.state().parameters());
    }
    resumed(
        spec(plain.batch(), new RegularizationSpec(0, 0, 0, 0.2, new Sampling(0.5, 0.1, 0.5)), 1));
  }

  private Trained resumed(TrainSpec spec) throws IOException {
    Path all = folder.resolve("all");
    Trained expected = train(spec, factory, TextModel.examples(ROWS), all);
    for (int round = 1; round < expected.rounds(); round += 3) {
      Path copy = folder.resolve("from " + round);
      CheckpointFolder.copyUpTo(round, all, copy);
      Trained found = train(spec, factory, TextModel.examples(ROWS), copy);
      assertThat(found.resumedFrom()).isEqualTo(round);
      assertThat(found.state().parameters()).isEqualTo(expected.state().parameters());
      assertThat(found.validLoss()).isEqualTo(expected.validLoss());
    }
    return expected;
  }

  /** Each would have seen other batches. */
  @Test
  void othersCheckpointsAreNotTaken() {
    train(plain(50, Unit.TOKENS), factory, TextModel.examples(ROWS), folder);
    List<TrainSpec> others =
        List.of(
            plain(50, Unit.EXAMPLES),
            spec(
                new BatchSpec(50, Unit.TOKENS),
                new RegularizationSpec(0, 0, 0, 0.1, new Sampling(0, 0, 0)),
                1));
    for (TrainSpec other : others) {
      assertThatThrownBy(() -> train(other, factory, TextModel.examples(ROWS), folder))
          .isInstanceOf(BadDataException.class)
          .hasMessageContaining("is of another training");
    }
    assertThatThrownBy(
            () ->
                new ParameterAveraging(
                        LocalTraining.spark(),
                        plain(50, Unit.TOKENS),
                        Feeds.FLAT,
                        factory,
                        TrainingListener.NONE,
                        LocalTraining.folder(folder))
                    .train(
                        LocalTraining.spark().parallelize(TextModel.examples(ROWS)),
                        ROWS,
                        LocalTraining.spark().emptyRDD(),
                        0))
        .isInstanceOf(BadDataException.class);
  }
}
