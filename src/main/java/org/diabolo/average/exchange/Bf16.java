package org.diabolo.average.exchange;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * bfloat16: a float's sign, exponent and upper 7 bits of mantissa, rounded to nearest, ties to
 * even.
 *
 * @param bits upper halves of floats
 */
record Bf16(short[] bits) implements Packed {
  private static final int QUIET_NAN = 0x7FC0;

  static Bf16 of(float[] values) {
    short[] bits = new short[values.length];
    for (int i = 0; i < values.length; i++) {
      bits[i] = bits(values[i]);
    }
    return new Bf16(bits);
  }

  private static short bits(float value) {
    int bits = Float.floatToRawIntBits(value);
    // Rounding up could carry a NaN's mantissa over into its sign.
    return value != value ? (short) QUIET_NAN : (short) (bits + 0x7FFF + (bits >>> 16 & 1) >>> 16);
  }

  @Override
  public int length() {
    return bits.length;
  }

  @Override
  public long bytes() {
    return (long) Short.BYTES * bits.length;
  }

  @Override
  public void addTo(double[] sums, int from, int to, double weight) {
    for (int i = from; i < to; i++) {
      sums[i - from] += weight * Float.intBitsToFloat(bits[i] << 16);
    }
  }

  @Override
  public void put(ByteBuffer into) {
    Packed.putShorts(bits, into);
  }

  @Override
  public Packed slice(int from, int to) {
    return new Bf16(Arrays.copyOfRange(bits, from, to));
  }
}
