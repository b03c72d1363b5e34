package org.diabolo.retrain.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactSumsTest {
  private static final byte[] ONCE = {1};

  /** From 2^-40 to 2^30: doubles added in another order give other bits. */
  private static List<Double> numbers() {
    Random random = new Random(2);
    List<Double> numbers = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      numbers.add(Math.scalb(random.nextDouble(), random.nextInt(71) - 40));
    }
    return numbers;
  }

  private static ExactSums sum(List<Double> numbers) {
    ExactSums sums = new ExactSums(1);
    numbers.forEach(number -> sums.add(ONCE, number));
    return sums;
  }

  @Test
  void sumsAreThoseOfAllDigits() {
    BigDecimal exact =
        numbers().stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);

    assertThat(sum(numbers()).get(0)).isEqualTo(exact.doubleValue());
  }

  @Test
  void orderAndPartsDoNotMatter() {
    List<Double> numbers = numbers();
    double whole = sum(numbers).get(0);
    Collections.shuffle(numbers, new Random(3));
    ExactSums parts = sum(numbers.subList(0, 1234));
    parts.merge(sum(numbers.subList(1234, numbers.size())));

    assertThat(parts.get(0)).isEqualTo(whole);
    assertThat(parts.less(0, sum(numbers()))).isZero();
  }

  @Test
  void differencesAreExactBothWays() {
    List<Double> numbers = numbers();
    List<Double> more = new ArrayList<>(numbers);
    more.add(0x1p-45);

    assertThat(sum(more).less(0, sum(numbers))).isEqualTo(0x1p-45);
    assertThat(sum(numbers).less(0, sum(more))).isEqualTo(-0x1p-45);
  }

  @Test
  void numbersAreAddedSeveralTimes() {
    ExactSums sums = new ExactSums(3);
    sums.add(new byte[] {0, 1, 3}, 0.75);
    sums.add(new byte[] {2, 0, 1}, 5.5);

    assertThat(List.of(sums.get(0), sums.get(1), sums.get(2))).containsExactly(11.0, 0.75, 7.75);
  }

  @Test
  void whatIsNoErrorIsNotAdded() {
    assertThat(
            List.of(
                ExactSums.takes(Double.NaN),
                ExactSums.takes(Double.POSITIVE_INFINITY),
                ExactSums.takes(-1),
                ExactSums.takes(2e9),
                ExactSums.takes(0),
                ExactSums.takes(1e9)))
        .containsExactly(false, false, false, false, true, true);
    assertThatThrownBy(() -> new ExactSums(1).add(ONCE, Double.NaN))
        .hasMessage("found NaN, allowed: 0 to 1.073741824E9");
  }
}
