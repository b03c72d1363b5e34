package org.diabolo.average.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Against a list of all bfloat16 numbers, of which the nearest is looked up. */
class Bf16Test {
  /** Every finite number by its value, and beyond the last one what would come next. */
  private static final TreeMap<Double, Integer> NUMBERS = new TreeMap<>();

  static {
    for (int bits = 0; bits <= 0x7F80; bits++) {
      int exponent = bits >> 7;
      double mantissa = (bits & 0x7F) / 128.0;
      double value =
          exponent == 0 ? mantissa * 0x1p-126 : (1 + mantissa) * Math.pow(2, exponent - 127);
      NUMBERS.put(value, bits);
    }
  }

  private static int nearest(float value) {
    double size = Math.abs((double) value);
    double below = NUMBERS.floorKey(Math.min(size, 0x1p128));
    Double above = NUMBERS.ceilingKey(size);
    int bits = NUMBERS.get(below);
    if (above != null && above != below) {
      boolean up = above - size < size - below;
      boolean tie = above - size == size - below;
      bits = up || tie && bits % 2 == 1 ? NUMBERS.get(above) : bits;
    }
    return (Float.floatToRawIntBits(value) < 0 ? 0x8000 : 0) | bits;
  }

  private static void check(float... values) {
    short[] found = Bf16.of(values).bits();
    for (int i = 0; i < values.length; i++) {
      assertThat(found[i] & 0xFFFF).as("bits of %s", values[i]).isEqualTo(nearest(values[i]));
    }
  }

  @Test
  void allNumbersComeBackAsTheyWere() {
    for (int bits = 0; bits <= 0xFFFF; bits++) {
      float value = Float.intBitsToFloat(bits << 16);
      Bf16 packed = Bf16.of(new float[] {value});
      if (Float.isNaN(value)) {
        assertThat(packed.unpacked()).containsExactly(Float.NaN);
      } else {
        assertThat(packed.bits()[0]).isEqualTo((short) bits);
        assertThat(packed.unpacked()).containsExactly(value == 0 ? 0f : value);
      }
    }
  }

  @Test
  void randomBitsGoToTheNearest() {
    Random random = new Random(1);
    for (int i = 0; i < 200_000; i++) {
      float value = Float.intBitsToFloat(random.nextInt());
      if (!Float.isNaN(value)) {
        check(value);
      }
    }
  }

  @Test
  void tiesGoToTheEvenOneAndTheirNeighboursDoNot() {
    for (int bits = 0; bits < 0x7F80; bits += 5) {
      float tie = Float.intBitsToFloat(bits << 16 | 0x8000);
      check(tie, -tie, Math.nextUp(tie), Math.nextDown(tie));
    }
  }

  @Test
  void theEndsOfTheRange() {
    check(Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE, Float.MIN_NORMAL, 0f, -0f);
    check(Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);
    float[] notNumbers = {
      Float.NaN,
      Float.intBitsToFloat(0x7FFFFFFF),
      Float.intBitsToFloat(0xFFFFFFFF),
      Float.intBitsToFloat(0x7F800001)
    };
    assertThat(Bf16.of(notNumbers).unpacked())
        .containsExactly(Float.NaN, Float.NaN, Float.NaN, Float.NaN);
  }

  @Test
  void takesHalfTheBytes() {
    assertThat(Bf16.of(new float[1000]).bytes()).isEqualTo(2000);
    assertThat(new Packed.Fp32(new float[1000]).bytes()).isEqualTo(4000);
  }
}
