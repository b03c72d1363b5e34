package org.diabolo.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  @Test
  void theMedianIsTheMiddleOrTheMeanOfTheMiddleTwo() {
    assertThat(Statistics.median(List.of(7.0))).isEqualTo(7);
    assertThat(Statistics.median(List.of(9.0, 1.0, 4.0))).isEqualTo(4);
    assertThat(Statistics.median(List.of(9.0, 1.0, 4.0, 5.0))).isEqualTo(4.5);
  }

  @Test
  void aQuantileLiesBetweenItsNeighbours() {
    List<Double> values = List.of(50.0, 10.0, 40.0, 20.0, 30.0, 60.0);
    // Place 0.9 × 5 = 4.5 of 10 20 30 40 50 60.
    assertThat(Statistics.quantile(values, 0.9)).isCloseTo(55, within(1e-12));
    assertThat(Statistics.quantile(values, 0)).isEqualTo(10);
    assertThat(Statistics.quantile(values, 1)).isEqualTo(60);
  }
}
