package org.diabolo.average;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.diabolo.job.OptimizerSpec;
import org.diabolo.job.OptimizerSpec.Optimizer;
import org.diabolo.job.OptimizerSpec.Schedule;
import org.junit.jupiter.api.Test;

class RateScheduleTest {
  private static RateSchedule schedule(Schedule kind, double warmup) {
    return new RateSchedule(
        new OptimizerSpec(Optimizer.ADAM, 0.8, kind, warmup, 2, 0.5, 0.2), 10, 100, 0);
  }

  @Test
  void constantStaysAfterALinearWarmUp() {
    RateSchedule schedule = schedule(Schedule.CONSTANT, 0.4);
    assertThat(schedule.rate(0)).isEqualTo(0.8 / 5, within(1e-12));
    assertThat(schedule.rate(3)).isEqualTo(0.8 * 4 / 5, within(1e-12));
    assertThat(schedule.rate(4)).isEqualTo(0.8);
    assertThat(schedule.rate(99)).isEqualTo(0.8);
  }

  @Test
  void cosineFallsFromTheRateToNothing() {
    RateSchedule schedule = schedule(Schedule.COSINE, 0);
    assertThat(schedule.rate(0)).isEqualTo(0.8);
    assertThat(schedule.rate(50)).isEqualTo(0.4, within(1e-12));
    assertThat(schedule.rate(25)).isEqualTo(0.4 * (1 + Math.sqrt(0.5)), within(1e-12));
    assertThat(schedule.rate(100)).isEqualTo(0, within(1e-12));
  }

  @Test
  void cosineSpansWhatTheWarmUpLeaves() {
    RateSchedule schedule = schedule(Schedule.COSINE, 2);
    assertThat(schedule.rate(20)).isEqualTo(0.8);
    assertThat(schedule.rate(60)).isEqualTo(0.4, within(1e-12));
  }

  @Test
  void stepHalvesEveryTwoEpochs() {
    RateSchedule schedule = schedule(Schedule.STEP, 0);
    assertThat(schedule.rate(19)).isEqualTo(0.8);
    assertThat(schedule.rate(20)).isEqualTo(0.4);
    assertThat(schedule.rate(59)).isEqualTo(0.2);
    assertThat(schedule.rate(60)).isEqualTo(0.1, within(1e-12));
  }
}
