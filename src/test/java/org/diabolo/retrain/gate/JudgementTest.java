package org.diabolo.retrain.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.diabolo.retrain.gate.Judgement.Decision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementTest {

  /** The champion's error is 2. */
  private static Comparison comparison(long rows, double low, double high) {
    Estimate.Ends none = new Estimate.Ends(-9, 9);
    double middle = (low + high) / 2;
    return new Comparison(
        rows,
        new Estimate(2, none, none),
        new Estimate(2 + middle, none, none),
        new Estimate(middle, new Estimate.Ends(low, high), none));
  }

  @ParameterizedTest
  @CsvSource({
    // Rows, lower end, upper end, margin: what must be shown, what must not be refuted, verdict.
    "50, -0.3, -0.1, 0.1, PASS, PASS, BETTER",
    "50, -0.3, 0.2, 0.1, PASS, PASS, NOT_WORSE",
    "50, -0.3, 0.3, 0.1, UNDECIDED, PASS, UNDECIDED",
    "50, 0.1, 0.3, 0.1, UNDECIDED, PASS, UNDECIDED",
    "50, 0.21, 0.3, 0.1, REFUSE, REFUSE, WORSE",
    "49, 0.21, 0.3, 0.1, UNDECIDED, PASS, UNDECIDED",
    "49, -0.3, -0.1, 0.1, UNDECIDED, PASS, UNDECIDED",
    // It must be better by a twentieth of 2.
    "50, -0.3, -0.11, -0.05, PASS, PASS, BETTER",
    "50, -0.3, -0.09, -0.05, UNDECIDED, PASS, BETTER",
    "50, -0.09, -0.01, -0.05, REFUSE, REFUSE, BETTER",
    "50, -0.09, 0.01, -0.05, REFUSE, REFUSE, UNDECIDED",
    "50, 0.01, 0.02, -0.05, REFUSE, REFUSE, WORSE",
  })
  void whatFollowsFromTheEnds(
      long rows,
      double low,
      double high,
      double margin,
      Decision shown,
      Decision notRefuted,
      Verdict verdict) {
    Judgement first = Judgement.shown(comparison(rows, low, high), margin, 50);
    Judgement second = Judgement.notRefuted(comparison(rows, low, high), margin, 50);

    assertThat(first.decision()).isEqualTo(shown);
    assertThat(second.decision()).isEqualTo(notRefuted);
    assertThat(first.verdict()).isEqualTo(verdict);
    assertThat(second.verdict()).isEqualTo(verdict);
    assertThat(first.bound()).isEqualTo(2 * margin);
  }
}
