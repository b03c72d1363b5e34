package org.diabolo.average.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.diabolo.job.AveragingSpec.Transfer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackedTest {
  private static float[] gaussian(int length) {
    Random random = new Random(length);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian() * 1e-3f;
    }
    return values;
  }

  @ParameterizedTest
  @EnumSource
  void slicesHoldWhatTheWholeHolds(Transfer transfer) {
    int length = 5 * Packed.BLOCK + 17;
    Packed whole = Packed.of(transfer, gaussian(length));
    float[] all = whole.unpacked();
    for (int from = 0; from < length; from += Packed.BLOCK) {
      for (int to = from; to < length + Packed.BLOCK; to += Packed.BLOCK) {
        int end = Math.min(to, length);
        Packed slice = whole.slice(from, end);
        assertThat(slice.length()).isEqualTo(end - from);
        assertThat(slice.unpacked()).isEqualTo(Arrays.copyOfRange(all, from, end));
      }
    }
    assertThat(whole.slice(length, length).unpacked()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void addsFromWhereItIsTold(Transfer transfer) {
    Packed packed = Packed.of(transfer, gaussian(3000));
    float[] all = packed.unpacked();
    double[] sums = {1, 2, 3};
    packed.addTo(sums, 2046, 2049, 0.25);
    assertThat(sums)
        .containsExactly(1 + 0.25 * all[2046], 2 + 0.25 * all[2047], 3 + 0.25 * all[2048]);
  }

  @ParameterizedTest
  @EnumSource
  void nothingStaysNothing(Transfer transfer) {
    Packed packed = Packed.of(transfer, new float[0]);
    assertThat(packed.length()).isZero();
    assertThat(packed.bytes()).isZero();
    assertThat(packed.unpacked()).isEmpty();
    assertThat(packed.slice(0, 0).length()).isZero();
  }

  /** Half an ulp: 8 bits of bf16's mantissa, 11 of fp16's, the leading ones included. */
  @ParameterizedTest
  @ValueSource(ints = {1, 1023, 1024, 1025, 10_000})
  void errorsStayWithinHalfAUnitInTheLastPlace(int length) {
    float[] values = gaussian(length);
    float[] bf16 = Packed.of(Transfer.BF16, values).unpacked();
    float[] fp16 = Packed.of(Transfer.FP16, values).unpacked();
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int i = 0; i < length; i++) {
      assertThat(bf16[i]).isEqualTo(values[i], within(Math.abs(values[i]) * 0x1p-8f));
      // Next to nothing beside the block's largest: a step of the subnormals.
      assertThat(fp16[i])
          .isEqualTo(values[i], within(Math.abs(values[i]) * 0x1p-11f + largest * 0x1p-38f));
    }
    assertThat(Packed.of(Transfer.FP32, values).unpacked()).isEqualTo(values);
  }
}
