package org.diabolo.evaluate.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.diabolo.evaluate.text.Rows.row;
import static org.diabolo.evaluate.text.Rows.value;

import org.junit.jupiter.api.Test;

class BleuTest {
  /** sacreBLEU's README and test_bleu.py. */
  @Test
  void theReadmesExampleWithTwoReferences() {
    assertThat(
            value(
                new Bleu(),
                row("The dog bit the man.", "The dog bit the man.", "The dog had bit the man."),
                row("It wasn't surprising.", "It was not unexpected.", "No one was surprised."),
                row(
                    "The man had just bitten him.",
                    "The man bit him first.",
                    "The man had bitten the dog.")))
        .isCloseTo(48.530827, within(1e-6));
  }

  /**
   * sacreBLEU 2.6.0's corpus_bleu: 4-grams, and in the second example 3-grams too, without a match.
   */
  @Test
  void ordersWithoutAMatchAreSmoothedByHalving() {
    assertThat(value(new Bleu(), row("this is a fest", "this is a test")))
        .isCloseTo(59.460355750136046, within(1e-10));
    assertThat(value(new Bleu(), row("a b c d", "a b x d")))
        .isCloseTo(35.35533905932737, within(1e-10));
  }

  @Test
  void ordersThatNoHypothesisIsLongEnoughForMakeItZero() {
    assertThat(value(new Bleu(), row("a b", "a b"))).isZero();
  }

  /** sacreBLEU's test_bleu.py: empty hypotheses are not left out. */
  @Test
  void emptyHypothesesScoreNothing() {
    assertThat(value(new Bleu(), row("", "The dog bit the man."), row("", "No one."))).isZero();
  }

  @Test
  void overNoRowsNothingIsDefined() {
    assertThat(value(new Bleu())).isNaN();
  }

  /** 5 tokens are as far from 4 as from 6: sacreBLEU takes 4, so there is no brevity penalty. */
  @Test
  void ofTwoEquallyCloseReferencesTheShorterGivesTheLength() {
    double[] sums = new double[10];
    new Bleu().add(row("a b c d e", "a b c d e f", "a b c d"), sums, 0);

    assertThat(sums).containsExactly(5, 4, 5, 4, 3, 2, 5, 4, 3, 2);
    assertThat(new Bleu().value(sums, 0)).isCloseTo(100, within(1e-12));
  }

  /** Papineni et al. 2002, example 2: the modified unigram precision is 2/7. */
  @Test
  void countsAreClippedByTheHighestOfAnyReference() {
    double[] sums = new double[10];
    new Bleu()
        .add(
            row(
                "the the the the the the the",
                "the cat is on the mat",
                "there is a cat on the mat"),
            sums,
            0);

    assertThat(sums[2]).isEqualTo(2);
    assertThat(sums[6]).isEqualTo(7);
  }
}
