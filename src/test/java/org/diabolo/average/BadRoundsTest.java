package org.diabolo.average;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.diabolo.average.Meddling.Meddler;
import org.diabolo.average.Meddling.Step;
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
import org.diabolo.job.TrainSpec;
import org.diabolo.testing.LogMessages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rounds that go wrong are tried again at lower rates, and end training when nothing helps. */
class BadRoundsTest {
  private static final int PERIOD = 3;

  /** Two replicas of 120 rows or so: fifteen steps or more an epoch. */
  private static final TrainSpec SPEC = TrainSpec.of(4, 8, 2, PERIOD);

  @TempDir Path folder;

  private final ReplicaFactory steady = new FusedReplicaFactory(TinyModel.graph());

  /** The second step of the fifth round has some loss at rates above a limit. */
  private record Wrong(double limit, double loss) implements Meddler {
    @Override
    public double after(Step at, double real) {
      return at.began() == 4 * PERIOD && at.step() == 2 && at.rate() > limit ? loss : real;
    }
  }

  private LocalTraining training(double limit, double loss) {
    return new LocalTraining(SPEC, new Meddling(steady, new Wrong(limit, loss)));
  }

  private static List<Integer> retries(LocalTraining training) {
    return training.records.stream().map(RoundRecord::retries).toList();
  }

  @Test
  void aLossThatIsNoNumberIsTriedAgainAtHalfTheRate() {
    LocalTraining training = training(0.0006, Double.NaN);
    try (LogMessages warnings = new LogMessages(Training.class, Level.WARN)) {
      Trained trained = training.run();
      assertThat(warnings.messages())
          .containsExactly(
              "epoch 1, round 5 is not applied: the training loss is NaN; trying again at 0.5 of"
                  + " the learning rate");
      assertThat(trained.badRounds()).isEqualTo(1);
      assertThat(trained.examples()).isEqualTo(4 * LocalTraining.ROWS);
      assertThat(trained.times()).containsKey("retries");
    }
    assertThat(retries(training).get(4)).isEqualTo(1);
    assertThat(retries(training).stream().mapToInt(i -> i).sum()).isEqualTo(1);
    List<Double> rates = training.records.stream().map(RoundRecord::rate).toList();
    assertThat(rates.subList(0, 4)).containsOnly(0.001);
    assertThat(rates.subList(4, 14)).as("ten rounds").containsOnly(0.0005);
    assertThat(rates.subList(14, rates.size())).isNotEmpty().containsOnly(0.001);
    assertThat(training.records.get(training.records.size() - 1).loss())
        .isLessThan(training.records.get(0).loss());
  }

  @Test
  void anExplosionIsTriedAgainUntilItIsGone() {
    LocalTraining training = training(0.0003, 1e4);
    try (LogMessages warnings = new LogMessages(Training.class, Level.WARN)) {
      assertThat(training.run().badRounds()).isEqualTo(2);
      assertThat(warnings.messages())
          .hasSize(2)
          .allMatch(m -> m.contains("round 5 is not applied: the training loss is 3.9"));
    }
    assertThat(retries(training).get(4)).isEqualTo(2);
    assertThat(training.records.get(4).rate()).isEqualTo(0.00025);
  }

  /** The same rates without a refusal come to the same bits, whatever executors remember. */
  @ParameterizedTest
  @CsvSource({"AVERAGED, FP32", "LOCAL, FP32", "AVERAGED, BF16", "LOCAL, FP16"})
  void aRefusedTryLeavesNoTrace(Updater updater, Transfer transfer) {
    TrainSpec spec =
        TrainSpec.of(1, 8, 2, PERIOD)
            .with(LocalTraining.averaging(2, PERIOD, Outer.PLAIN, updater, transfer));
    LocalTraining refused =
        new LocalTraining(spec, new Meddling(steady, new Wrong(0.0006, Double.NaN)));
    Trained found = refused.run(0);
    long steps = refused.records.stream().mapToLong(RoundRecord::steps).sum();
    assertThat(steps).as("of which the last ones at half the rate").isBetween(13L, 24L);
    TrainSpec halved =
        spec.with(
            new OptimizerSpec(
                Optimizer.ADAM, 0.001, Schedule.STEP, 0, 4.0 * PERIOD / steps, 0.5, 0.2));
    LocalTraining smooth = new LocalTraining(halved, steady);
    Trained expected = smooth.run(0);
    assertThat(found.badRounds()).isEqualTo(1);
    assertThat(expected.badRounds()).isZero();
    assertThat(smooth.records.stream().map(RoundRecord::rate).toList())
        .isEqualTo(refused.records.stream().map(RoundRecord::rate).toList());
    assertThat(found.state().parameters()).isEqualTo(expected.state().parameters());
  }

  @Test
  void afterFourTriesTheLastGoodStateIsInTheCheckpoints() throws IOException {
    LocalTraining training = training(0, Double.NaN).checkpoints(folder.resolve("bad"));
    try (LogMessages warnings = new LogMessages(Training.class, Level.WARN)) {
      assertThatThrownBy(training::run)
          .isInstanceOf(TrainingDivergedException.class)
          .hasMessage(
              "training diverged in epoch 1, round 5: the training loss is NaN, also at 0.125 of"
                  + " the learning rate; in a new run try a smaller train.optimizer.rate (it is 0.001),"
                  + " train.optimizer.warmup_epochs, or scaled inputs; parameters from before are"
                  + " in "
                  + folder.resolve("bad"));
      assertThat(warnings.messages()).hasSize(3);
    }
    assertThat(training.records).hasSize(4);

    new LocalTraining(SPEC.with(new CheckpointSpec(1, 0, 100)), steady)
        .checkpoints(folder.resolve("good"))
        .run();
    String name = CheckpointFolder.round(4);
    List<float[]> saved = CheckpointFolder.arrays(folder.resolve("bad"), name);
    List<float[]> expected = CheckpointFolder.arrays(folder.resolve("good"), name);
    assertThat(saved.get(0)).isEqualTo(expected.get(0)).hasSizeGreaterThan(40);
    assertThat(saved.get(1)).isEqualTo(expected.get(1)).hasSizeGreaterThan(80);

    LocalTraining mended = new LocalTraining(SPEC, steady).checkpoints(folder.resolve("bad"));
    assertThat(mended.run().badRounds()).isZero();
    assertThat(mended.resumed).containsExactly(4);
  }
}
