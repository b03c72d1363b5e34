package org.diabolo.average.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Against a list of all half floats, of which the nearest is looked up. */
class Fp16Test {
  private static final TreeMap<Double, Integer> HALVES = new TreeMap<>();

  static {
    for (int bits = 0; bits < 0x7C00; bits++) {
      HALVES.put(half(bits), bits);
    }
  }

  private static double half(int bits) {
    int exponent = bits >> 10;
    double mantissa = (bits & 0x3FF) / 1024.0;
    return exponent == 0 ? mantissa * 0x1p-14 : (1 + mantissa) * Math.pow(2, exponent - 15);
  }

  private static double nearest(double value) {
    double size = Math.abs(value);
    double below = HALVES.floorKey(size);
    double above = HALVES.ceilingKey(size);
    boolean evenBelow = HALVES.get(below) % 2 == 0;
    boolean down = size - below == above - size ? evenBelow : size - below < above - size;
    return Math.copySign(down ? below : above, value);
  }

  /** The power of two that brings the largest to between 2^14 and 2^15. */
  private static double scale(float[] block) {
    double largest = 0;
    for (float value : block) {
      largest = Math.max(largest, Math.abs((double) value));
    }
    double scale = 1;
    while (largest / scale >= 0x1p15) {
      scale *= 2;
    }
    while (largest > 0 && largest / scale < 0x1p14 && scale > 0x1p-140) {
      scale /= 2;
    }
    return scale;
  }

  private static void check(float... block) {
    double scale = scale(block);
    float[] found = Fp16.of(block).unpacked();
    for (int i = 0; i < block.length; i++) {
      assertThat(found[i])
          .as("%s, scale %s", block[i], scale)
          .isEqualTo((float) (nearest(block[i] / scale) * scale) + 0f);
    }
  }

  @Test
  void everyFiniteHalfFloatComesBackAsItWas() {
    for (int bits = 0; bits < 0x7C00; bits++) {
      float value = (float) half(bits);
      // With 2^14 beside it the scale is 1; the topmost are halved, which costs them nothing.
      float[] found = Fp16.of(new float[] {value, -value, 0x1p14f}).unpacked();
      assertThat(found).containsExactly(value, value == 0 ? 0f : -value, 0x1p14f);
      if (value < 0x1p15) {
        assertThat(Fp16.of(new float[] {value, -value, 0x1p14f}).bits())
            .containsExactly((short) bits, (short) (bits | 0x8000), (short) 0x7400);
      }
    }
  }

  @Test
  void everyTieGoesToTheEvenOneAndItsNeighboursDoNot() {
    for (int bits = 0; bits < 0x7800; bits++) {
      float tie = (float) ((half(bits) + half(bits + 1)) / 2);
      if (tie < 0x1p15f) {
        check(tie, -tie, Math.nextUp(tie), Math.nextDown(tie), 0x1p14f);
      }
    }
  }

  @Test
  void randomBlocksOfManyScalesGoToTheNearest() {
    Random random = new Random(2);
    for (int exponent = -126; exponent <= 126; exponent++) {
      float[] block = new float[300];
      for (int i = 0; i < block.length; i++) {
        double spread = Math.pow(2, -40 * random.nextDouble() * random.nextInt(2));
        block[i] = (float) (random.nextGaussian() / 8 * spread * Math.pow(2, exponent));
      }
      check(block);
    }
  }

  @Test
  void theEndsOfTheRange() {
    check(Float.MAX_VALUE, -Float.MAX_VALUE, 1f, 0x1p90f);
    check(Float.MIN_VALUE, -3 * Float.MIN_VALUE, 0f);
    check(Float.MIN_NORMAL, Float.MIN_VALUE);
    check(0f, -0f);
    check(Math.nextDown(0x1p15f), 1f);
  }

  @Test
  void aBlockWithANumberThatIsNotFiniteIsNotANumberAndItsNeighboursAreUnharmed() {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      float[] values = new float[3 * Packed.BLOCK];
      Arrays.fill(values, 0.5f);
      values[Packed.BLOCK + 7] = bad;
      float[] expected = values.clone();
      Arrays.fill(expected, Packed.BLOCK, 2 * Packed.BLOCK, Float.NaN);
      assertThat(Fp16.of(values).unpacked()).isEqualTo(expected);
    }
  }

  @Test
  void eachBlockHasAScaleOfItsOwn() {
    float[] values = new float[2 * Packed.BLOCK + 1];
    values[0] = 1e30f;
    values[1] = 1;
    values[Packed.BLOCK] = 3e-30f;
    values[2 * Packed.BLOCK] = 5;
    float[] found = Fp16.of(values).unpacked();
    assertThat(found[0]).isEqualTo(1e30f, within(1e30f / 2048));
    assertThat(found[1]).as("far below the largest beside it").isZero();
    assertThat(found[Packed.BLOCK]).isEqualTo(3e-30f, within(3e-30f / 2048));
    assertThat(found[2 * Packed.BLOCK]).isEqualTo(5);
    assertThat(Fp16.of(values).bytes()).isEqualTo(2 * values.length + 3 * 4);
  }
}
