package org.diabolo.average.exchange;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * IEEE 754 binary16, rounded to nearest, ties to even. Movements are small, and a half float ends
 * at 6e-8: so every block of numbers is scaled by the power of two that brings its largest to the
 * upper end of the range.
 *
 * @param bits half floats
 * @param scales one a {@link #BLOCK}, by which its numbers are to be multiplied; NaN for a block
 *     that held a number that is not finite
 */
record Fp16(short[] bits, float[] scales) implements Packed {
  /** The largest number of a block comes to lie between 2^14 and 2^15: the range ends at 65504. */
  private static final int TOP_EXPONENT = 14;

  static Fp16 of(float[] values) {
    int blocks = (values.length + BLOCK - 1) / BLOCK;
    short[] bits = new short[values.length];
    float[] scales = new float[blocks];
    for (int block = 0; block < blocks; block++) {
      int from = block * BLOCK;
      int to = Math.min(values.length, from + BLOCK);
      float largest = 0;
      for (int i = from; i < to; i++) {
        largest = Math.max(largest, Math.abs(values[i]));
      }
      if (!Float.isFinite(largest)) {
        scales[block] = Float.NaN;
        continue;
      }
      int exponent = largest == 0 ? 0 : Math.getExponent(largest) - TOP_EXPONENT;
      scales[block] = Math.scalb(1f, exponent);
      for (int i = from; i < to; i++) {
        bits[i] = half(Math.scalb(values[i], -exponent));
      }
    }
    return new Fp16(bits, scales);
  }

  /** Of a number within half precision's range. */
  private static short half(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = bits >>> 16 & 0x8000;
    int exponent = Math.getExponent(value);
    if (exponent < -14) {
      // Subnormal: a multiple of 2^-24. rint rounds ties to even.
      return (short) (sign | (int) Math.rint(Math.abs((double) value) * 0x1p24));
    }
    int rounded = (bits & 0x7FFFFFFF) + 0xFFF + (bits >>> 13 & 1);
    return (short) (sign | (rounded >>> 13) - (127 - 15 << 10));
  }

  private static double value(short half) {
    int exponent = half >>> 10 & 0x1F;
    int mantissa = half & 0x3FF;
    double size =
        exponent == 0
            ? mantissa * 0x1p-24
            : Float.intBitsToFloat(exponent + 127 - 15 << 23 | mantissa << 13);
    return half < 0 ? -size : size;
  }

  @Override
  public int length() {
    return bits.length;
  }

  @Override
  public long bytes() {
    return (long) Short.BYTES * bits.length + (long) Float.BYTES * scales.length;
  }

  @Override
  public void addTo(double[] sums, int from, int to, double weight) {
    for (int i = from; i < to; i++) {
      sums[i - from] += weight * (value(bits[i]) * scales[i / BLOCK]);
    }
  }

  @Override
  public void put(ByteBuffer into) {
    Packed.putShorts(bits, into);
    Packed.putFloats(scales, into);
  }

  @Override
  public Packed slice(int from, int to) {
    return new Fp16(
        Arrays.copyOfRange(bits, from, to),
        Arrays.copyOfRange(scales, from / BLOCK, (to + BLOCK - 1) / BLOCK));
  }
}
