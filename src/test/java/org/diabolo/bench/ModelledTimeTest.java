package org.diabolo.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.diabolo.average.RoundRecord;
import org.diabolo.bench.LossCurve.Point;
import org.junit.jupiter.api.Test;

class ModelledTimeTest {
  /** 1 MB/s without latency. */
  private static final Link LINK = new Link(1e6, 0);

  static RoundRecord round(
      int round, int steps, int replicas, Double validLoss, double seconds, double compute) {
    return new RoundRecord(
        1,
        1,
        round,
        4,
        round == 4,
        steps,
        steps * 10L * replicas,
        replicas,
        0.001,
        0.5,
        validLoss,
        1,
        0,
        seconds,
        compute,
        0,
        0,
        seconds - compute,
        1_000_000,
        2_000_000L * replicas,
        1);
  }

  @Test
  void stepsAndOverheadAreMediansOfOneReplica() {
    ModelledTime time =
        ModelledTime.measured(
            List.of(
                round(1, 10, 1, null, 9, 4),
                round(2, 10, 1, null, 2.5, 2),
                round(3, 10, 1, null, 1.75, 1)),
            LINK);
    assertThat(time.stepSeconds()).isCloseTo(0.2, within(1e-12));
    assertThat(time.roundSeconds()).isCloseTo(0.75, within(1e-12));
  }

  @Test
  void aReplicaAmongOthersPaysForRoundsAndOneAloneDoesNot() {
    ModelledTime time = new ModelledTime(0.2, 0.75, LINK);
    assertThat(time.round(round(1, 10, 1, null, 9, 9), 1)).isCloseTo(2, within(1e-12));
    // 10 steps, the round, the state twice in 1 s, two results of 2 MB.
    assertThat(time.round(round(1, 10, 2, null, 9, 9), 2))
        .isCloseTo(2 + 0.75 + 2 + 4, within(1e-12));
    // The last round of an epoch, in which only one replica still had rows: nothing to average.
    assertThat(time.round(round(1, 5, 1, null, 9, 9), 2)).isCloseTo(1 + 0.75, within(1e-12));
  }

  @Test
  void validationsStandWhereTheirRoundsEnd() {
    ModelledTime time = new ModelledTime(0.2, 0.75, LINK);
    LossCurve curve =
        time.curve(
            List.of(
                round(1, 10, 2, null, 9, 9),
                round(2, 10, 2, 0.5, 9, 9),
                round(3, 5, 2, 0.25, 9, 9)),
            2);
    assertThat(curve.points())
        .containsExactly(new Point(17.5, 0.5), new Point(17.5 + 1 + 0.75 + 6, 0.25));
  }
}
