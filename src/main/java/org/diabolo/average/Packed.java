package org.diabolo.average;

import java.io.Serializable;
import org.diabolo.job.AveragingSpec.Transfer;

/** A flat array on its way to the driver: as floats, or in half the bytes. */
sealed interface Packed extends Serializable permits Packed.Fp32, Bf16, Fp16 {

  /** Numbers in it. */
  int length();

  /** What it takes on the wire. */
  long bytes();

  /**
   * Adds {@code weight × number} for the numbers {@code from ... to - 1} to {@code sums[0 ...]}.
   */
  void addTo(double[] sums, int from, int to, double weight);

  /**
   * The numbers {@code from ... to - 1}; both are multiples of {@link Fp16#BLOCK} or the length.
   */
  Packed slice(int from, int to);

  /** The numbers as the receiver will see them. */
  default float[] unpacked() {
    float[] values = new float[length()];
    double[] sums = new double[Math.min(Fp16.BLOCK, values.length)];
    for (int from = 0; from < values.length; from += Fp16.BLOCK) {
      int to = Math.min(values.length, from + Fp16.BLOCK);
      java.util.Arrays.fill(sums, 0);
      addTo(sums, from, to, 1);
      for (int i = from; i < to; i++) {
        values[i] = (float) sums[i - from];
      }
    }
    return values;
  }

  /** Packs a movement. */
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
      return new Fp32(java.util.Arrays.copyOfRange(values, from, to));
    }
  }
}
