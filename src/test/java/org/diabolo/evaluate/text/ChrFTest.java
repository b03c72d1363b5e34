package org.diabolo.evaluate.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.diabolo.evaluate.text.Rows.row;
import static org.diabolo.evaluate.text.Rows.value;

import org.junit.jupiter.api.Test;

class ChrFTest {
  /**
   * sacreBLEU's test_chrf.py, test_cases_effective_order; there β is 3, which plays no part here.
   */
  @Test
  void ordersThatAreTooLongAreLeftOut() {
    assertThat(value(new ChrF(), row("a", "a"))).isEqualTo(100);
    assertThat(value(new ChrF(), row("a b c", "a b c"))).isEqualTo(100);
    assertThat(value(new ChrF(), row("a b c", "abc"))).isEqualTo(100);
    assertThat(value(new ChrF(), row("a", "a"), row("b", "c"))).isEqualTo(50);
    assertThat(value(new ChrF(), row("aa", "ab"))).isCloseTo(25, within(1e-12));
    assertThat(value(new ChrF(), row("", "reference"))).isZero();
    assertThat(value(new ChrF(), row("abcdefg", "hijklmnop"))).isZero();
  }

  /** Sentences of test_chrf.py, scored by sacreBLEU 2.6.0's corpus_chrf with its defaults. */
  @Test
  void sentences() {
    assertThat(
            value(
                new ChrF(),
                row(
                    " risk assessment must be made of those who are qualified and expertise in the"
                        + " sector - these are the scientists .",
                    "risk assessment has to be undertaken by those who are qualified and expert in"
                        + " that area - that is the scientists .")))
        .isCloseTo(63.43165368117263, within(1e-10));
    assertThat(
            value(
                new ChrF(),
                row(
                    " Die    Beziehung zwischen  Obama und Netanjahu ist nicht gerade  freundlich. ",
                    "Das Verhältnis zwischen Obama und Netanyahu ist nicht gerade"
                        + " freundschaftlich.")))
        .isCloseTo(64.818123726097, within(1e-10));
  }

  /** The README's example, scored by sacreBLEU 2.6.0's corpus_chrf. */
  @Test
  void eachRowTakesItsNearestReference() {
    assertThat(
            value(
                new ChrF(),
                row("The dog bit the man.", "The dog bit the man.", "The dog had bit the man."),
                row("It wasn't surprising.", "It was not unexpected.", "No one was surprised."),
                row(
                    "The man had just bitten him.",
                    "The man bit him first.",
                    "The man had bitten the dog.")))
        .isCloseTo(59.72751782684763, within(1e-10));
  }

  /** By sacreBLEU 2.6.0, too: Python's characters are code points. */
  @Test
  void aCharacterIsACodePoint() {
    assertThat(value(new ChrF(), row("𝄞𝄞x", "𝄢𝄞x")))
        .isCloseTo(38.888888888888886, within(1e-12));
  }

  @Test
  void overNoRowsNothingIsDefined() {
    assertThat(value(new ChrF())).isNaN();
  }
}
