package org.diabolo.average;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.logging.log4j.Level;
import org.diabolo.average.checkpoint.CheckpointFolder;
import org.diabolo.engine.ModelState;
import org.diabolo.engine.ReplicaFactory;
import org.diabolo.engine.fused.FusedReplicaFactory;
import org.diabolo.job.CheckpointSpec;
import org.diabolo.job.OptimizerSpec;
import org.diabolo.job.OptimizerSpec.Optimizer;
import org.diabolo.job.StoppingSpec;
import org.diabolo.job.TrainSpec;
import org.diabolo.testing.LogMessages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mean of the best validated parameters. */
class AverageBestTest {
  private static final int MOST = 3;

  @TempDir Path folder;

  private final ReplicaFactory factory = new FusedReplicaFactory(TinyModel.graph());

  /** Twelve rounds, validated after each. At a large rate losses go up and down. */
  private static TrainSpec spec(double rate, int averageBest, int keep) {
    TrainSpec spec = TrainSpec.of(4, 8, 2, 6);
    return new TrainSpec(
        spec.epochs(),
        spec.batch(),
        OptimizerSpec.constant(Optimizer.ADAM, rate),
        spec.averaging(),
        new StoppingSpec(1, 1, 1000, 0, 0),
        new CheckpointSpec(1, 0, keep),
        spec.regularization(),
        averageBest,
        spec.engine(),
        spec.seed());
  }

  private List<RoundRecord> best(LocalTraining training) {
    return training.records.stream()
        .sorted(Comparator.comparing(RoundRecord::validLoss))
        .limit(MOST)
        .toList();
  }

  @Test
  void theMeanIsKeptWhereItIsBetter() {
    LocalTraining single = new LocalTraining(spec(0.1, 1, 1000), factory);
    Trained one = single.run();
    Map<Integer, float[]> parameters = new HashMap<>();
    LocalTraining training =
        new LocalTraining(spec(0.1, MOST, 1000), factory) {
          @Override
          public void roundEnded(RoundRecord record, ModelState state) {
            super.roundEnded(record);
            parameters.put(record.round(), state.parameters().clone());
          }
        };
    try (LogMessages log = new LogMessages(Training.class, Level.INFO)) {
      Trained found = training.run();
      List<RoundRecord> best = best(training);
      assertThat(best.get(0).validLoss()).isEqualTo(one.validLoss());
      assertThat(found.averaged()).isEqualTo(MOST);
      assertThat(found.validLoss()).isLessThan(one.validLoss());
      assertThat(log.messages())
          .containsExactly(
              "the mean of the 3 best parameters has a validation loss of "
                  + found.validLoss()
                  + ", the best of them "
                  + one.validLoss()
                  + ": kept is the mean");
      float[] sum = new float[found.state().parameters().length];
      for (RoundRecord record : best) {
        for (int i = 0; i < sum.length; i++) {
          sum[i] += parameters.get(record.round())[i] / MOST;
        }
      }
      for (int i = 0; i < sum.length; i++) {
        assertThat(found.state().parameters()[i]).isEqualTo(sum[i], within(1e-6f));
      }
    }
  }

  /** Where every validation is better than the one before, those before only spoil the mean. */
  @Test
  void theBestIsKeptWhereTheMeanIsNoBetter() {
    Trained one = new LocalTraining(spec(0.005, 1, 2), factory).run();
    Trained found = new LocalTraining(spec(0.005, MOST, 2), factory).run();
    assertThat(found.averaged()).isEqualTo(1);
    assertThat(found.validLoss()).isEqualTo(one.validLoss());
    assertThat(found.state().parameters()).isEqualTo(one.state().parameters());
  }

  @Test
  void goesOnFromAnyCheckpointAsIfNothingHadBeen() throws IOException {
    Path all = folder.resolve("all");
    Trained expected = new LocalTraining(spec(0.1, MOST, 1000), factory).checkpoints(all).run();
    assertThat(expected.averaged()).isEqualTo(MOST);
    for (int round = 1; round < expected.rounds(); round += 3) {
      Path copy = folder.resolve("from " + round);
      CheckpointFolder.copyUpTo(round, all, copy);
      Trained found = new LocalTraining(spec(0.1, MOST, 1000), factory).checkpoints(copy).run();
      assertThat(found.resumedFrom()).isEqualTo(round);
      assertThat(found.state().parameters()).isEqualTo(expected.state().parameters());
      assertThat(found.validLoss()).isEqualTo(expected.validLoss());
      assertThat(found.averaged()).isEqualTo(MOST);
    }
  }

  /** Those of which no checkpoint speaks any more go, those of which one does stay. */
  @Test
  void bestOnesAreRemovedWithTheCheckpointsThatSpeakOfThem() throws IOException {
    LocalTraining training = new LocalTraining(spec(0.1, MOST, 2), factory).checkpoints(folder);
    Trained trained = training.run();
    int last = trained.rounds() - 1;
    Set<String> expected = new TreeSet<>();
    for (int round = last - 1; round <= last; round++) {
      expected.add(CheckpointFolder.round(round));
      training.records.subList(0, round).stream()
          .sorted(Comparator.comparing(RoundRecord::validLoss))
          .limit(MOST)
          .forEach(record -> expected.add(CheckpointFolder.best(record.round())));
    }
    assertThat(CheckpointFolder.files(folder)).containsExactlyInAnyOrderElementsOf(expected);
  }
}
