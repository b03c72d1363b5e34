package org.diabolo.retrain.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

  @ParameterizedTest
  @CsvSource({
    // Lower end, upper end, margin.
    "-0.4, -0.1, 0.5, BETTER",
    "-0.4, -0.1, 0, BETTER",
    "-0.4, 0, 0.5, NOT_WORSE",
    "-0.4, 0.4, 0.5, NOT_WORSE",
    "0.1, 0.4, 0.5, NOT_WORSE",
    "0.1, 0.5, 0.5, NOT_WORSE",
    "0, 0, 0, NOT_WORSE",
    "0.1, 0.6, 0.5, UNDECIDED",
    "-0.9, 0.6, 0.5, UNDECIDED",
    "0.5, 0.6, 0.5, UNDECIDED",
    "0, 0.1, 0, UNDECIDED",
    "0.51, 0.6, 0.5, WORSE",
    "0.1, 0.2, 0, WORSE",
    "NaN, NaN, 0.5, UNDECIDED",
  })
  void theEndsOfTheIntervalDecide(double low, double high, double margin, Verdict expected) {
    Estimate difference =
        new Estimate((low + high) / 2, new Estimate.Ends(low, high), new Estimate.Ends(-100, 100));

    assertThat(Verdict.of(difference, margin)).isEqualTo(expected);
  }
}
