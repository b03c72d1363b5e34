package org.diabolo.evaluate.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.diabolo.evaluate.text.Rows.row;
import static org.diabolo.evaluate.text.Rows.value;

import org.junit.jupiter.api.Test;

class MeanFScoreTest {
  /**
   * The whitepaper's example of LCS: of "abcd" and "afcde" it is "acd", of length 3; so the F-score
   * is 2 · 3/4 · 3/5 / (3/4 + 3/5).
   */
  @Test
  void theWhitepapersExample() {
    assertThat(value(new MeanFScore(), row("abcd", "afcde"))).isCloseTo(2 / 3.0, within(1e-15));
  }

  /** What the tasks' own evaluation script, news_evaluation.py, gives for these. */
  @Test
  void theSameAsTheTasksScript() {
    assertThat(value(new MeanFScore(), row("マイケル", "マイクル", "ミカエル", "マイケル・")))
        .isCloseTo(0.888888888888889, within(1e-12));
    assertThat(value(new MeanFScore(), row("シュミット", "シュミッツ", "スミット")))
        .isCloseTo(0.8, within(1e-12));
    assertThat(value(new MeanFScore(), row("アンダーソン", "アンデルセン", "アンダーセン")))
        .isCloseTo(0.8333333333333334, within(1e-12));
  }

  @Test
  void onlyTheNearestReferenceCounts() {
    // "abcx" is two edits away, "ab" two as well, the first of them counts; "abcdefgh" is four.
    assertThat(value(new MeanFScore(), row("abcd", "abcdefgh", "abcx", "ab"))).isEqualTo(0.75);
  }

  @Test
  void itIsAMeanOverRows() {
    assertThat(value(new MeanFScore(), row("ab", "ab"), row("ab", "cd"), row("𝄞b", "𝄢b")))
        .isEqualTo((1 + 0 + 0.5) / 3);
  }
}
