package org.diabolo.evaluate.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.diabolo.evaluate.text.Rows.row;
import static org.diabolo.evaluate.text.Rows.text;
import static org.diabolo.evaluate.text.Rows.value;

import org.junit.jupiter.api.Test;

class SquadTest {
  private static final TextMetric F1 = new TokenF1();
  private static final TextMetric EXACT = new SquadExactMatch();

  /** The metric card "squad" of Hugging Face's datasets, which wraps evaluate-v1.1. */
  @Test
  void theMetricCardsExample() {
    Judged[] rows = {
      row("1976", "1976"),
      row("Beyonce", "Beyoncé and Bruno Mars"),
      row("climate change", "climate change")
    };

    assertThat(value(F1, rows)).isCloseTo(0.6666666666666667, within(1e-15));
    assertThat(value(EXACT, rows)).isCloseTo(0.6666666666666667, within(1e-15));
  }

  @Test
  void answersAreEvenedOut() {
    assertThat(SquadAnswer.words(text("The  U.S.\u00a0Theatre — a \"Band-Aid\", an e_mail")))
        .containsExactly("us", "theatre", "—", "bandaid", "email");
    assertThat(value(EXACT, row("the Eiffel Tower!", "Eiffel tower"))).isEqualTo(1);
    assertThat(value(EXACT, row("Eiffel", "Eiffel tower"))).isZero();
  }

  @Test
  void wordsAreABagAndTheBestReferenceCounts() {
    // Of "new york new jersey", two words are in each: 2/4 and 2/2, 2/4 and 2/3.
    assertThat(value(F1, row("new york new jersey", "york, new"))).isEqualTo(2 * 2 / 6.0);
    assertThat(value(F1, row("new york new jersey", "york to jersey", "The york, new")))
        .isEqualTo(2 * 2 / 6.0);
    assertThat(value(F1, row("new new", "new york"))).isEqualTo(0.5);
  }

  /**
   * evaluate-v2.0: an answer with nothing in it is right only if no reference has anything in it.
   */
  @Test
  void emptyAnswers() {
    assertThat(value(F1, row("the", ""))).isEqualTo(1);
    assertThat(value(EXACT, row("", "a."))).isEqualTo(1);
    assertThat(value(F1, row("", "a", "Rome"))).isZero();
    assertThat(value(EXACT, row("", "a", "Rome"))).isZero();
  }
}
