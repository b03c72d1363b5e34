package org.diabolo.retrain.gate;

import java.io.Serializable;

/**
 * Sums of numbers from 0 to {@link #MOST} that have the same bits in whatever order, and in however
 * many parts, they are added: each is held in fixed point, with 64 bits before and 64 behind the
 * binary point, where addition is exact. Sorting by key would do the same, but needs all rows in
 * one place. What is behind the 64th bit (5e-20) is cut off a number when it comes.
 */
final class ExactSums implements Serializable {
  /** The largest number that is added; 2^33 of them fit. */
  static final double MOST = 0x1p30;

  private static final double TWO_32 = 0x1p32;

  private final long[] whole;
  private final long[] fraction;

  /**
   * @param count of the sums, which are 0
   */
  ExactSums(int count) {
    this.whole = new long[count];
    this.fraction = new long[count];
  }

  /** Whether a number can be added. */
  static boolean takes(double number) {
    return number >= 0 && number <= MOST;
  }

  /**
   * Adds a number several times over to each sum.
   *
   * @param times for each sum, at least 0
   * @param number from 0 to {@link #MOST}
   */
  void add(byte[] times, double number) {
    long units = units(number);
    long parts = parts(number, units);
    for (int i = 0; i < times.length; i++) {
      for (int k = times[i]; k > 0; k--) {
        add(i, units, parts);
      }
    }
  }

  /** Adds a number from 0 to {@link #MOST} to one sum. */
  void add(int i, double number) {
    long units = units(number);
    add(i, units, parts(number, units));
  }

  private static long units(double number) {
    if (!takes(number)) {
      throw new IllegalArgumentException("found " + number + ", allowed: 0 to " + MOST);
    }
    return (long) number;
  }

  private static long parts(double number, long units) {
    double above = (number - units) * TWO_32;
    long high = (long) above;
    return high << 32 | (long) ((above - high) * TWO_32);
  }

  private void add(int i, long units, long parts) {
    long sum = fraction[i] + parts;
    long carry = Long.compareUnsigned(sum, parts) < 0 ? 1 : 0;
    fraction[i] = sum;
    whole[i] += units + carry;
  }

  /** Adds the sums of another part, one by one. */
  void merge(ExactSums other) {
    for (int i = 0; i < whole.length; i++) {
      add(i, other.whole[i], other.fraction[i]);
    }
  }

  double get(int i) {
    return number(whole[i], fraction[i]);
  }

  /**
   * @return the sum less another's, which is exactly 0 where both are of the same numbers
   */
  double less(int i, ExactSums other) {
    boolean below =
        whole[i] < other.whole[i]
            || whole[i] == other.whole[i]
                && Long.compareUnsigned(fraction[i], other.fraction[i]) < 0;
    // Of a small negative number little would be left of -1 and a fraction near 1.
    return below ? -difference(other, this, i) : difference(this, other, i);
  }

  private static double difference(ExactSums large, ExactSums small, int i) {
    long borrow = Long.compareUnsigned(large.fraction[i], small.fraction[i]) < 0 ? 1 : 0;
    return number(large.whole[i] - small.whole[i] - borrow, large.fraction[i] - small.fraction[i]);
  }

  private static double number(long whole, long fraction) {
    return whole + (fraction >>> 1) * 0x1p-63;
  }
}
