package org.diabolo.evaluate.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.diabolo.evaluate.text.Rows.row;
import static org.diabolo.evaluate.text.Rows.value;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExactMatchTest {
  private static final Judged FIRST = row(List.of("ロンドン", "ランドン"), "ランドン", "ロンドン");
  private static final Judged SECOND = row(List.of("パリー", "パリ", "パーリ"), "パリ");
  private static final Judged NEVER = row(List.of("ローム", "ロム"), "ローマ");

  @Test
  void anyReferenceCountsAndOnlyTheBestHypothesis() {
    assertThat(value(new ExactMatch(), FIRST, SECOND, NEVER)).isEqualTo(1 / 3.0);
  }

  @Test
  void atNLooksAtTheFirstN() {
    assertThat(value(new ExactMatchAt(1), FIRST, SECOND, NEVER)).isEqualTo(1 / 3.0);
    assertThat(value(new ExactMatchAt(2), FIRST, SECOND, NEVER)).isEqualTo(2 / 3.0);
    assertThat(value(new ExactMatchAt(5), FIRST, SECOND, NEVER)).isEqualTo(2 / 3.0);
  }

  @Test
  void caseAndSpacesCount() {
    assertThat(value(new ExactMatch(), row("Paris", "paris"))).isZero();
    assertThat(value(new ExactMatch(), row("Paris ", "Paris"))).isZero();
  }

  @Test
  void overNoRowsNothingIsDefined() {
    assertThat(value(new ExactMatch())).isNaN();
  }

  @Test
  void aRowWithoutReferenceOrHypothesisIsRefused() {
    assertThatThrownBy(() -> row("a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a row needs at least one hypothesis and one reference, but has 1 and 0");
    assertThatThrownBy(() -> row(List.of(), "a", "b"))
        .hasMessage("a row needs at least one hypothesis and one reference, but has 0 and 2");
  }
}
