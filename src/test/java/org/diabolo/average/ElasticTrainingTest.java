package org.diabolo.average;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.diabolo.average.checkpoint.CheckpointFolder;
import org.diabolo.engine.ReplicaFactory;
import org.diabolo.engine.fused.FusedReplicaFactory;
import org.diabolo.job.AveragingSpec.Outer;
import org.diabolo.job.AveragingSpec.Transfer;
import org.diabolo.job.AveragingSpec.Updater;
import org.diabolo.job.CheckpointSpec;
import org.diabolo.job.OptimizerSpec;
import org.diabolo.job.OptimizerSpec.Optimizer;
import org.diabolo.job.OptimizerSpec.Schedule;
import org.diabolo.job.StoppingSpec;
import org.diabolo.job.TrainSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Trainings whose number of replicas changes on the way. */
class ElasticTrainingTest {
  private static final int BATCH = 8;
  private static final int PERIOD = 3;
  private static final int EPOCHS = 4;

  @TempDir Path folder;

  private final ReplicaFactory factory = new FusedReplicaFactory(TinyModel.graph());

  private static TrainSpec spec(Outer outer, Schedule schedule) {
    return TrainSpec.of(EPOCHS, BATCH, 2, PERIOD)
        .with(new OptimizerSpec(Optimizer.ADAM, 0.01, schedule, 0, 5, 0.5, 0.2))
        .with(LocalTraining.averaging(2, PERIOD, outer, Updater.AVERAGED, Transfer.FP32))
        .with(StoppingSpec.DEFAULT)
        .with(new CheckpointSpec(1, 0, 1000));
  }

  /** Slots by the number of rounds that have ended, each known for an hour. */
  private static WorkerCount workerCount(
      LocalTraining training, NavigableMap<Integer, Integer> slots) {
    long[] hours = {0};
    return WorkerCount.following(
        () -> {
          int before = training.resumed.isEmpty() ? 0 : training.resumed.get(0);
          return slots.floorEntry(before + training.records.size()).getValue();
        },
        () -> 3_600_000_000_000L * hours[0]++);
  }

  private LocalTraining training(TrainSpec spec, NavigableMap<Integer, Integer> slots) {
    LocalTraining training = new LocalTraining(spec, factory);
    return training.workerCount(workerCount(training, slots));
  }

  private static NavigableMap<Integer, Integer> slots(Integer... pairs) {
    NavigableMap<Integer, Integer> slots = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      slots.put(pairs[i], pairs[i + 1]);
    }
    return slots;
  }

  /**
   * The clock stands still at the first sight of a new number, so it is taken one round later. 240
   * rows are 15 steps of two replicas: five rounds of three.
   */
  @Test
  void everyRowIsTrainedOnOnceAnEpoch() {
    LocalTraining training =
        training(spec(Outer.PLAIN, Schedule.CONSTANT), slots(0, 2, 2, 3, 9, 1));
    Trained trained = training.run();

    assertThat(trained.replicas()).isEqualTo(Map.of(1, 2, 4, 3, 11, 1));
    assertThat(trained.workers()).isEqualTo(1);
    assertThat(training.records.subList(0, 11))
        .extracting(RoundRecord::replicas)
        // What is left after three rounds of two is 96 rows: 32 for each of three, 4 steps.
        .containsExactly(2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 1);
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
      int now = epoch;
      assertThat(
              training.records.stream()
                  .filter(record -> record.epoch() == now)
                  .mapToLong(RoundRecord::examples)
                  .sum())
          .as("epoch " + epoch)
          .isEqualTo(LocalTraining.ROWS);
    }
    assertThat(trained.examples()).isEqualTo((long) EPOCHS * LocalTraining.ROWS);
    assertThat(training.records)
        .extracting(RoundRecord::round)
        .isEqualTo(IntStream.rangeClosed(1, trained.rounds()).boxed().toList());
    assertThat(training.records.get(trained.rounds() - 1).rounds()).isEqualTo(trained.rounds());
    assertThat(training.records.stream().filter(RoundRecord::endsEpoch)).hasSize(EPOCHS);
  }

  @ParameterizedTest
  @EnumSource(Outer.class)
  void goesOnFromAnyOfItsCheckpointsWithTheSameBits(Outer outer) throws Exception {
    TrainSpec spec = spec(outer, Schedule.COSINE);
    NavigableMap<Integer, Integer> slots = slots(0, 2, 2, 4, 4, 1, 8, 3, 13, 2);
    Path all = folder.resolve("all");
    Trained expected = training(spec, slots).checkpoints(all).run();
    assertThat(expected.replicas().values()).contains(1, 2, 3, 4);
    Trained twice = training(spec, slots).run();
    assertThat(twice.state().parameters()).isEqualTo(expected.state().parameters());
    // Not between the first sight of a number and the round in which it is taken.
    for (int round : List.of(2, 4, 6, 8, 10, 13, expected.rounds() - 1)) {
      Path copy = folder.resolve("from " + round);
      CheckpointFolder.copyUpTo(round, all, copy);
      LocalTraining again = training(spec, slots);
      Trained found = again.checkpoints(copy).run();
      assertThat(again.resumed).containsExactly(round);
      assertThat(found.replicas()).isEqualTo(expected.replicas());
      assertThat(found.state().parameters()).isEqualTo(expected.state().parameters());
      assertThat(found.state().updater()).isEqualTo(expected.state().updater());
      assertThat(found.validLoss()).isEqualTo(expected.validLoss());
      assertThat(found.examples()).isEqualTo(expected.examples());
    }
  }

  /** The rate is a function of the share of training that is done, whoever did it. */
  @Test
  void theRateGoesOnFromTheSamePlace() {
    LocalTraining training = training(spec(Outer.PLAIN, Schedule.COSINE), slots(0, 2, 2, 4, 7, 1));
    Trained trained = training.run();
    assertThat(trained.replicas()).hasSize(3);
    long done = 0;
    for (RoundRecord record : training.records) {
      done += record.examples();
      double place = done / (double) (EPOCHS * LocalTraining.ROWS);
      double expected = 0.01 * (1 + Math.cos(Math.PI * place)) / 2;
      // Shares are not quite equal, and of the round only the last step is told. A step of
      // four replicas is a thirtieth of the training.
      assertThat(record.rate()).as("round " + record.round()).isEqualTo(expected, within(1e-3));
    }
  }
}
