package org.diabolo.bench.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactSumTest {
  @Test
  void sumIsThatOfBigDecimals() {
    Random random = new Random(1);
    float[] numbers = new float[2000];
    BigDecimal expected = BigDecimal.ZERO;
    for (int i = 0; i < numbers.length; i++) {
      float any = Float.intBitsToFloat(random.nextInt());
      numbers[i] = Float.isFinite(any) ? any : -Float.MIN_VALUE;
      expected = expected.add(new BigDecimal(numbers[i]));
    }

    ExactSum parts = new ExactSum().add(java.util.Arrays.copyOf(numbers, 700));
    ExactSum rest = new ExactSum().add(java.util.Arrays.copyOfRange(numbers, 700, 2000));

    assertThat(rest.add(parts).value()).isEqualByComparingTo(expected);
    assertThat(rest.numbers()).isEqualTo(2000);
    assertThat(new ExactSum().value()).isEqualByComparingTo("0");
  }

  @Test
  void whatIsNoNumberIsRefused() {
    assertThatThrownBy(() -> new ExactSum().add(new float[] {1, Float.NaN}))
        .hasMessage("a code has NaN");
  }
}
