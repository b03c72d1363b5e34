package org.diabolo.average;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.diabolo.average.TimeLedger.Kind;
import org.junit.jupiter.api.Test;

class TimeLedgerTest {
  private final TimeLedger ledger = new TimeLedger();

  @Test
  void oneLineLargestFirstWithoutWhatIsNextToNothing() {
    ledger.add(Kind.SHUFFLE, 4);
    ledger.add(new RoundTimes(60, 2, 6, 3));
    ledger.add(new RoundTimes(25, 0, 0, 0));
    ledger.add(Kind.CHECKPOINTS, 0.4);
    assertThat(ledger.line())
        .isEqualTo(
            "of 100.4 s, 85 % training, 6 % averaging, 4 % shuffling the rows,"
                + " 3 % waiting for Spark, 2 % broadcasting");
  }

  @Test
  void muchThatIsNotTrainingGetsAdviceOnTheLargest() {
    ledger.add(Kind.TRAINING, 79);
    ledger.add(Kind.BROADCAST, 10);
    ledger.add(Kind.VALIDATION, 11);
    assertThat(ledger.line())
        .isEqualTo(
            "of 100.0 s, 79 % training, 11 % validation, 10 % broadcasting; to train more of the"
                + " time: validate less often, train.validate: {epochs: 5}");
  }

  @Test
  void aFifthIsNotMuch() {
    ledger.add(Kind.TRAINING, 80);
    ledger.add(Kind.WAITING, 20);
    assertThat(ledger.line()).isEqualTo("of 100.0 s, 80 % training, 20 % waiting for Spark");
  }

  @Test
  void everyKindButTrainingHasAdvice() {
    for (Kind kind : Kind.values()) {
      TimeLedger one = new TimeLedger();
      one.add(Kind.TRAINING, 1);
      one.add(kind, 9);
      if (kind != Kind.TRAINING) {
        assertThat(one.line()).contains("90 %").doesNotContain("null");
        assertThat(one.line().split("to train more of the time: ")[1]).hasSizeGreaterThan(10);
      }
    }
  }

  @Test
  void secondsByKindForTheManifest() {
    ledger.add(Kind.TRAINING, 1.23456);
    ledger.add(Kind.TRAINING, 1);
    ledger.add(Kind.RETRIES, 3);
    assertThat(ledger.bySeconds()).containsEntry("training", 2.235).containsEntry("retries", 3.0);
    assertThat(ledger.bySeconds()).hasSize(2);
  }

  @Test
  void workThatFailsIsTimedToo() {
    assertThat(ledger.<String>time(Kind.PROBE, () -> "result")).isEqualTo("result");
    assertThatThrownBy(
            () ->
                ledger.time(
                    Kind.SHUFFLE,
                    () -> {
                      throw new IllegalStateException("on purpose");
                    }))
        .hasMessage("on purpose");
    assertThat(ledger.bySeconds()).containsOnlyKeys("probe", "shuffle");
  }
}
