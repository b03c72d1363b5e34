package org.diabolo.engine.fused.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomMaskTest {
  private static final int COUNT = 200_001;

  private static float[] mask(long key, double keep) {
    float[] mask = new float[COUNT];
    new RandomMask().fill(key, keep, mask, COUNT);
    return mask;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.8, 0.97})
  void keepsAsManyAsItShallAndDividesByThat(double keep) {
    for (long key = 0; key < 20; key++) {
      int kept = 0;
      int dropped = 0;
      for (float number : mask(key, keep)) {
        kept += number == (float) (1 / keep) ? 1 : 0;
        dropped += number == 0 ? 1 : 0;
      }
      assertThat(kept + dropped).isEqualTo(COUNT);
      // Four standard deviations.
      double deviation = Math.sqrt(keep * (1 - keep) / COUNT);
      assertThat(kept / (double) COUNT).isCloseTo(keep, within(4 * deviation));
    }
  }

  @Test
  void followsFromTheKeyAlone() {
    assertThat(mask(3, 0.5)).isEqualTo(mask(3, 0.5));
    float[] part = new float[1500];
    new RandomMask().fill(3, 0.5, part, part.length);
    assertThat(part).isEqualTo(Arrays.copyOf(mask(3, 0.5), part.length));
  }

  /** Neighbours, distant numbers of a mask, and masks of neighbouring keys. */
  @Test
  void bitsAreIndependent() {
    double bound = 4.5 / Math.sqrt(COUNT);
    float[] mask = mask(7, 0.5);
    for (int lag : new int[] {1, 2, 3, 4, 8, 16, 64, 1000, 1024, 2048}) {
      assertThat(correlation(mask, mask, lag)).as("lag " + lag).isCloseTo(0, within(bound));
    }
    for (long key : new long[] {6, 8, 1031, 7L + (1L << 40), 7 + 0x9E3779B97F4A7C15L}) {
      assertThat(correlation(mask, mask(key, 0.5), 0)).as("" + key).isCloseTo(0, within(bound));
    }
  }

  private static double correlation(float[] a, float[] b, int lag) {
    double sum = 0;
    for (int i = 0; i + lag < COUNT; i++) {
      sum += (a[i] - 1) * (b[i + lag] - 1);
    }
    return sum / (COUNT - lag);
  }
}
