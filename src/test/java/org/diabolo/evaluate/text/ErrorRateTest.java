package org.diabolo.evaluate.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.diabolo.evaluate.text.ErrorRate.Unit.CHARACTER;
import static org.diabolo.evaluate.text.ErrorRate.Unit.TOKEN;
import static org.diabolo.evaluate.text.Rows.row;
import static org.diabolo.evaluate.text.Rows.value;

import org.junit.jupiter.api.Test;

class ErrorRateTest {
  /** The metric cards "cer" and "wer" of Hugging Face's datasets, which wrap jiwer. */
  private static final Judged[] CARD = {
    row("this is the prediction", "this is the reference"),
    row("there is an other sample", "there is another one")
  };

  @Test
  void charactersAsInTheMetricCard() {
    ErrorRate rate = new ErrorRate(CHARACTER);

    assertThat(value(rate, CARD)).isCloseTo(0.34146341463414637, within(1e-15));
    assertThat(value(rate, row("hello", "gracias"))).isEqualTo(1.0);
    assertThat(value(rate, row("hello world", "hello"))).isEqualTo(1.2);
    assertThat(value(rate, row("good night moon", "good night moon"))).isZero();
  }

  @Test
  void tokensAsInTheMetricCard() {
    assertThat(value(new ErrorRate(TOKEN), CARD)).isEqualTo(0.5);
  }

  @Test
  void theNearestReferenceIsOfFewestEditsThenTheLongest() {
    // One edit to each of the last two; the longer one divides.
    assertThat(value(new ErrorRate(TOKEN), row("a b c", "x y z", "a b", "a b c d")))
        .isEqualTo(1 / 4.0);
    assertThat(value(new ErrorRate(TOKEN), row("a b c", "a b c d", "a b"))).isEqualTo(1 / 4.0);
  }

  @Test
  void aCharacterIsACodePoint() {
    // Each clef is two UTF-16 characters.
    assertThat(value(new ErrorRate(CHARACTER), row("𝄞𝄞", "𝄢𝄞"))).isEqualTo(1 / 2.0);
  }

  @Test
  void emptyTexts() {
    assertThat(value(new ErrorRate(CHARACTER), row("", "ab"))).isEqualTo(1);
    assertThat(value(new ErrorRate(CHARACTER), row("ab", ""), row("abcd", "abcd")))
        .isEqualTo(2 / 4.0);
    assertThat(value(new ErrorRate(CHARACTER), row("ab", ""))).isNaN();
  }
}
