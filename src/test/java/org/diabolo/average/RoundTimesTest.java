package org.diabolo.average;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.diabolo.average.exchange.Reduced;
import org.diabolo.average.exchange.RoundResult.Report;
import org.junit.jupiter.api.Test;

class RoundTimesTest {
  private static Report report(long fetchMillis, long computeMillis, long packMillis) {
    return new Report(
        0,
        1,
        1,
        1,
        0,
        fetchMillis * 1_000_000,
        computeMillis * 1_000_000,
        packMillis * 1_000_000,
        0,
        false);
  }

  private static Reduced reduced(Report... reports) {
    return new Reduced(new float[0], new float[0], List.of(reports), 0);
  }

  @Test
  void averagingIsReduction() {
    Reduced mean =
        new Reduced(new float[0], new float[0], List.of(report(0, 500, 20)), 100_000_000);
    check(RoundTimes.of(mean, 1_000_000_000, 1), 0.5, 0, 0.12, 0.38);
  }

  private static void check(RoundTimes times, double... seconds) {
    assertThat(times.compute()).isEqualTo(seconds[0], within(1e-12));
    assertThat(times.broadcast()).isEqualTo(seconds[1], within(1e-12));
    assertThat(times.reduce()).isEqualTo(seconds[2], within(1e-12));
    assertThat(times.waiting()).isEqualTo(seconds[3], within(1e-12));
  }

  @Test
  void theSlowestOfEachAndTheRestIsWaiting() {
    Reduced reports = reduced(report(100, 700, 20), report(50, 800, 30));
    check(RoundTimes.of(reports, 1_000_000_000, 2), 0.8, 0.1, 0.03, 0.07);
    assertThat(RoundTimes.of(reports, 1_000_000_000, 2).total()).isEqualTo(1, within(1e-12));
  }

  @Test
  void moreReplicasThanSlotsComputeInTurn() {
    Report one = report(0, 300, 0);
    check(RoundTimes.of(reduced(one, one, one, one), 700_000_000, 2), 0.6, 0, 0, 0.1);
  }

  @Test
  void clocksThatDisagreeWaitForNothing() {
    check(RoundTimes.of(reduced(report(300, 800, 0)), 1_000_000_000, 1), 0.8, 0.3, 0, 0);
  }

  @Test
  void timesAddUp() {
    RoundTimes sum =
        new RoundTimes(1, 2, 3, 4).plus(RoundTimes.broadcast(10)).plus(RoundTimes.reduce(20));
    check(sum, 1, 12, 23, 4);
    assertThat(sum.total()).isEqualTo(40);
  }
}
