package org.diabolo.average.exchange;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.diabolo.job.AveragingSpec.Transfer;

/** A flat array on its way to the driver: as floats, or in half the bytes. */
public sealed interface Packed extends Serializable permits Packed.Fp32, Bf16, Fp16 {

  /** Numbers that are summed, cut and scaled together. */
  int BLOCK = 1024;

  /**
   * Numbers in it.
   *
   * @return how many floats were packed
   */
  int length();

  /**
   * What it takes on the wire.
   *
   * @return bytes of the numbers, and of their scales where they have any
   */
  long bytes();

  /**
   * Adds {@code weight × number} for the numbers {@code from ... to - 1} to {@code sums[0 ...]}.
   *
   * @param sums added to, from 0 on
   * @param from first number
   * @param to number after the last
   * @param weight factor of each number
   */
  void addTo(double[] sums, int from, int to, double weight);

  /**
   * The numbers {@code from ... to - 1}; both are multiples of {@link #BLOCK} or the length.
   *
   * @param from first number
   * @param to number after the last
   * @return a part of its own, of {@code to - from} numbers
   */
  Packed slice(int from, int to);

  /**
   * The numbers as the receiver will see them.
   *
   * @return as many floats; after rounding where they go in half the bytes
   */
  default float[] unpacked() {
    float[] values = new float[length()];
    double[] sums = new double[Math.min(BLOCK, values.length)];
    for (int from = 0; from < values.length; from += BLOCK) {
      int to = Math.min(values.length, from + BLOCK);
      Arrays.fill(sums, 0);
      addTo(sums, from, to, 1);
      for (int i = from; i < to; i++) {
        values[i] = (float) sums[i - from];
      }
    }
    return values;
  }

  /**
   * Writes the numbers at the buffer's position, little-endian as they lie in memory.
   *
   * @param into with room for {@link #bytes}, in little-endian order; its position moves on
   */
  void put(ByteBuffer into);

  /**
   * Kind, length and numbers.
   *
   * @param packed any array
   * @return a buffer from its position to its limit, little-endian
   */
  static ByteBuffer write(Packed packed) {
    int kind = packed instanceof Fp32 ? 0 : packed instanceof Bf16 ? 1 : 2;
    ByteBuffer buffer =
        ByteBuffer.allocate(2 * Integer.BYTES + Math.toIntExact(packed.bytes()))
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(kind)
            .putInt(packed.length());
    packed.put(buffer);
    return buffer.flip();
  }

  /**
   * Reads what {@link #write} wrote, from the buffer's position on.
   *
   * @param buffer set to little-endian; its position moves behind the array
   * @return what was written
   * @throws IllegalStateException when the kind is unknown
   */
  static Packed read(ByteBuffer buffer) {
    buffer.order(ByteOrder.LITTLE_ENDIAN);
    int kind = buffer.getInt();
    int length = buffer.getInt();
    return switch (kind) {
      case 0 -> new Fp32(floats(buffer, length));
      case 1 -> new Bf16(shorts(buffer, length));
      case 2 -> new Fp16(shorts(buffer, length), floats(buffer, (length + BLOCK - 1) / BLOCK));
      default -> throw new IllegalStateException("kind " + kind + " of packed array is unknown");
    };
  }

  private static float[] floats(ByteBuffer from, int length) {
    float[] values = new float[length];
    from.asFloatBuffer().get(values);
    from.position(from.position() + length * Float.BYTES);
    return values;
  }

  private static short[] shorts(ByteBuffer from, int length) {
    short[] values = new short[length];
    from.asShortBuffer().get(values);
    from.position(from.position() + length * Short.BYTES);
    return values;
  }

  /**
   * Writes floats at the buffer's position.
   *
   * @param values all of which are written
   * @param into whose position moves behind them
   */
  static void putFloats(float[] values, ByteBuffer into) {
    into.asFloatBuffer().put(values);
    into.position(into.position() + values.length * Float.BYTES);
  }

  /**
   * Writes shorts at the buffer's position.
   *
   * @param values all of which are written
   * @param into whose position moves behind them
   */
  static void putShorts(short[] values, ByteBuffer into) {
    into.asShortBuffer().put(values);
    into.position(into.position() + values.length * Short.BYTES);
  }

  /**
   * Packs a movement.
   *
   * @param transfer how the numbers are written
   * @param values of the movement, one a parameter
   * @return the packed array
   */
  static Packed of(Transfer transfer, float[] values) {
    return switch (transfer) {
      case FP32 -> new Fp32(values);
      case BF16 -> Bf16.of(values);
      case FP16 -> Fp16.of(values);
    };
  }

  /**
   * The numbers themselves.
   *
   * @param values not copied
   */
  record Fp32(float[] values) implements Packed {
    @Override
    public int length() {
      return values.length;
    }

    @Override
    public long bytes() {
      return (long) Float.BYTES * values.length;
    }

    @Override
    public void addTo(double[] sums, int from, int to, double weight) {
      for (int i = from; i < to; i++) {
        sums[i - from] += weight * values[i];
      }
    }

    @Override
    public Packed slice(int from, int to) {
      return new Fp32(Arrays.copyOfRange(values, from, to));
    }

    @Override
    public void put(ByteBuffer into) {
      putFloats(values, into);
    }
  }
}
