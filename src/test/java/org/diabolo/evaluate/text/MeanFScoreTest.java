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
