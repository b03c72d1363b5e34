package org.diabolo.bench.encode;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A sum of floats without any rounding, so that it is the same in whatever order they come:
 * mantissas summed apart for each exponent. Good for 2³⁹ numbers.
 */
final class ExactSum implements Serializable {
  private static final int EXPONENTS = 255;
  private static final int LEAST = 149;
  private static final int HIDDEN_BIT = 1 << 23;

  private final long[] mantissas = new long[EXPONENTS];
  private long numbers;

  /**
   * @throws IllegalArgumentException when a number is not finite
   */
  ExactSum add(float[] values) {
    for (float value : values) {
      int bits = Float.floatToRawIntBits(value);
      int exponent = bits >>> 23 & 0xff;
      if (exponent == EXPONENTS) {
        throw new IllegalArgumentException("a code has " + value);
      }
      int fraction = bits & HIDDEN_BIT - 1;
      int mantissa = exponent == 0 ? fraction : fraction | HIDDEN_BIT;
      mantissas[Math.max(exponent, 1) - 1] += bits < 0 ? -mantissa : mantissa;
    }
    numbers += values.length;
    return this;
  }

  ExactSum add(ExactSum other) {
    for (int i = 0; i < mantissas.length; i++) {
      mantissas[i] += other.mantissas[i];
    }
    numbers += other.numbers;
    return this;
  }

  long numbers() {
    return numbers;
  }

  /** The sum, all its digits. */
  BigDecimal value() {
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < mantissas.length; i++) {
      sum = sum.add(BigInteger.valueOf(mantissas[i]).shiftLeft(i));
    }
    return new BigDecimal(sum).divide(new BigDecimal(BigInteger.ONE.shiftLeft(LEAST)));
  }
}
