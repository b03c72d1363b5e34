package org.diabolo.evaluate.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextMetricsTest {
  @Test
  void everyAllowedNameIsFoundAndCarriedByItsMetric() {
    for (String name : TextMetrics.allowed()) {
      String concrete = name.replace("_N", "_10");
      assertThat(TextMetrics.named(concrete))
          .get()
          .extracting(TextMetric::name)
          .isEqualTo(concrete);
    }
  }

  @Test
  void otherNamesAreNotFound() {
    assertThat(TextMetrics.named("accuracy")).isEmpty();
    assertThat(TextMetrics.named("exact_match_at_0")).isEmpty();
    assertThat(TextMetrics.named("exact_match_at_N")).isEmpty();
  }

  @Test
  void theListIsFitForAnErrorMessage() {
    assertThat(String.join(" | ", TextMetrics.allowed()))
        .startsWith("exact_match | mean_reciprocal_rank | token_error_rate")
        .endsWith("exact_match_at_N");
  }

  @Test
  void rankedHypothesesAreNeededByThoseThatLookAtThem() {
    assertThat(TextMetrics.named("exact_match").orElseThrow().hypotheses()).isEqualTo(1);
    assertThat(TextMetrics.named("exact_match_at_7").orElseThrow().hypotheses()).isEqualTo(7);
    assertThat(TextMetrics.named("mean_reciprocal_rank").orElseThrow().hypotheses()).isEqualTo(2);
  }
}
