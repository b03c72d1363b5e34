package org.diabolo.evaluate.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.diabolo.evaluate.text.Rows.row;
import static org.diabolo.evaluate.text.Rows.value;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeanReciprocalRankTest {
  /** Wikipedia, "Mean reciprocal rank": plurals of cat, torus and virus; (1/3 + 1/2 + 1) / 3. */
  @Test
  void theTextbookExample() {
    assertThat(
            value(
                new MeanReciprocalRank(),
                row(List.of("catten", "cati", "cats"), "cats"),
                row(List.of("torii", "tori", "toruses"), "tori"),
                row(List.of("viruses", "virii", "viri"), "viruses")))
        .isCloseTo(11 / 18.0, within(1e-15));
  }

  @Test
  void theFirstRightHypothesisCountsWhicheverReferenceItIs() {
    assertThat(value(new MeanReciprocalRank(), row(List.of("x", "b", "a"), "a", "b")))
        .isEqualTo(0.5);
    assertThat(value(new MeanReciprocalRank(), row(List.of("x", "y"), "a"))).isZero();
  }
}
