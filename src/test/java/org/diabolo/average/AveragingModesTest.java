package org.diabolo.average;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.diabolo.average.rows.TrainingRows;
import org.diabolo.batch.Batching;
import org.diabolo.engine.ReplicaFactory;
import org.diabolo.engine.dl4j.Dl4jReplicaFactory;
import org.diabolo.engine.fused.FusedReplicaFactory;
import org.diabolo.job.AveragingSpec.Outer;
import org.diabolo.job.AveragingSpec.Transfer;
import org.diabolo.job.AveragingSpec.Updater;
import org.diabolo.job.TrainSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each way of averaging does what it says, by an independent run of the algorithm. */
class AveragingModesTest {
  private static TrainSpec spec(int workers, Outer outer, Updater updater, Transfer transfer) {
    return TrainSpec.of(3, 8, workers, 4)
        .with(LocalTraining.averaging(workers, 4, outer, updater, transfer));
  }

  private static float[] reference(TrainSpec spec, ReplicaFactory factory) {
    int workers = spec.averaging().workers();
    try (TrainingRows rows =
        new TrainingRows(
            LocalTraining.spark().parallelize(TinyModel.examples(LocalTraining.ROWS), 2),
            LocalTraining.ROWS,
            workers,
            spec.seed(),
            org.diabolo.batch.RowOrder.SHUFFLED,
            Batching.flat(8))) {
      return new ReferenceRounds(spec, factory, rows.chunks().collect()).run(rows.shares());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, PLAIN, RESET",
    "3, PLAIN, RESET",
    "3, PLAIN, LOCAL",
    "3, NESTEROV, RESET",
    "6, NESTEROV, LOCAL"
  })
  void roundsDoWhatTheAlgorithmSays(int workers, Outer outer, Updater updater) {
    TrainSpec spec = spec(workers, outer, updater, Transfer.FP32);
    ReplicaFactory factory = new Dl4jReplicaFactory(TinyModel.graph());
    Trained trained = new LocalTraining(spec, factory).run(0);
    assertThat(trained.state().parameters()).isEqualTo(reference(spec, factory));
    assertThat(trained.state().updater()).as("nothing is averaged").isEmpty();
    assertThat(trained.examples()).isEqualTo(3 * LocalTraining.ROWS);
  }

  /** Half the bytes, and about the same parameters; with momentum and a wide reduction too. */
  @ParameterizedTest
  @EnumSource(names = {"BF16", "FP16"})
  void halfPrecisionStaysClose(Transfer transfer) {
    for (int workers : new int[] {2, 6}) {
      ReplicaFactory factory = new FusedReplicaFactory(TinyModel.graph());
      TrainSpec half = spec(workers, Outer.NESTEROV, Updater.RESET, transfer);
      TrainSpec full = spec(workers, Outer.NESTEROV, Updater.RESET, Transfer.FP32);
      LocalTraining training = new LocalTraining(half, factory);
      float[] found = training.run(0).state().parameters();
      float[] expected = reference(full, factory);
      assertThat(found).isNotEqualTo(expected);
      double furthest = 0;
      for (int i = 0; i < found.length; i++) {
        assertThat(found[i]).isEqualTo(expected[i], within(2e-3f));
        furthest = Math.max(furthest, Math.abs(expected[i] - factory.start().parameters()[i]));
      }
      assertThat(furthest).isGreaterThan(0.02);
      RoundRecord record = training.records.get(0);
      long numbers = (long) record.replicas() * found.length;
      // fp16 adds a scale a block.
      assertThat(record.bytesUp())
          .isEqualTo(2 * numbers + (transfer == Transfer.FP16 ? 4L * record.replicas() : 0));
    }
  }
}
