package org.diabolo.average;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.diabolo.engine.ReplicaFactory;
import org.diabolo.engine.fused.FusedReplicaFactory;
import org.diabolo.job.AveragingSpec;
import org.diabolo.job.StoppingSpec;
import org.diabolo.job.TrainSpec;
import org.junit.jupiter.api.Test;

/** Validation by rounds, the time budget, and a period that was found. */
class TrainingEndsTest {
  private final ReplicaFactory factory = new FusedReplicaFactory(TinyModel.graph());

  private static TrainSpec spec(StoppingSpec stopping) {
    return TrainSpec.of(3, 8, 2, 4).with(stopping);
  }

  private static List<Integer> validated(LocalTraining training) {
    return training.records.stream()
        .filter(record -> record.validLoss() != null)
        .map(RoundRecord::round)
        .toList();
  }

  @Test
  void validatesEverySoManyRoundsAndAtTheEnd() {
    LocalTraining training = new LocalTraining(spec(new StoppingSpec(1, 5, 9, 0, 0)), factory);
    Trained trained = training.run();
    assertThat(trained.rounds()).isEqualTo(12);
    assertThat(validated(training)).containsExactly(5, 10, 12);
    assertThat(trained.ended()).isEqualTo(Trained.Ended.EPOCHS);
    assertThat(trained.validLoss()).isEqualTo(training.records.get(11).validLoss());
  }

  @Test
  void validatesEverySoManyEpochsAndAtTheEnd() {
    LocalTraining training = new LocalTraining(spec(new StoppingSpec(2, 0, 9, 0, 0)), factory);
    training.run();
    assertThat(validated(training)).containsExactly(8, 12);
  }

  @Test
  void timeThatIsOverEndsTrainingWithAValidatedState() {
    TrainSpec spec =
        TrainSpec.of(1_000_000, 8, 2, 4).with(new StoppingSpec(1_000_000, 0, 9, 0, 0.001));
    LocalTraining training = new LocalTraining(spec, factory);
    Trained trained = training.run();
    assertThat(trained.ended()).isEqualTo(Trained.Ended.TIME);
    assertThat(training.records).hasSize(trained.rounds());
    assertThat(validated(training)).containsExactly(trained.rounds());
    assertThat(trained.validLoss())
        .isEqualTo(training.records.get(trained.rounds() - 1).validLoss());
    assertThat(trained.state().parameters()).isNotEqualTo(factory.start().parameters());
    assertThat(trained.seconds()).isGreaterThan(0.06);
  }

  @Test
  void theFoundPeriodByHandGivesTheSameBits() {
    TrainSpec auto = TrainSpec.of(2, 4, 2, AveragingSpec.AUTO);
    Trained expected = new LocalTraining(auto, factory).run();
    assertThat(expected.period()).isBetween(PeriodProbe.SHORTEST, PeriodProbe.LONGEST);
    assertThat(expected.times()).containsKey("probe");
    Trained found =
        new LocalTraining(auto.with(AveragingSpec.plain(2, expected.period())), factory).run();
    assertThat(found.times()).doesNotContainKey("probe");
    assertThat(found.state().parameters()).isEqualTo(expected.state().parameters());
    assertThat(found.state().iteration()).isEqualTo(expected.state().iteration());
    assertThat(found.examples()).isEqualTo(expected.examples()).isEqualTo(480);
    assertThat(found.validLoss()).isEqualTo(expected.validLoss());
  }
}
