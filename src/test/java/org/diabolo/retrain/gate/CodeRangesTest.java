package org.diabolo.retrain.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CodeRangesTest {

  private static CodeRanges of(float[]... codes) {
    CodeRanges ranges = new CodeRanges();
    for (float[] code : codes) {
      ranges.add(code);
    }
    return ranges;
  }

  @Test
  void dimensionsThatHardlyVaryAreDead() {
    CodeRanges ranges =
        of(new float[] {0, 5, 1, 0}, new float[] {10, 5, 1.005f, 0.02f}, new float[] {2, 5, 1, 0});

    assertThat(ranges.dimensions()).isEqualTo(4);
    assertThat(ranges.dead()).isEqualTo(2);
    assertThat(of(new float[] {1, 2}, new float[] {1, 2}).dead()).isEqualTo(2);
    assertThat(new CodeRanges().dead()).isZero();
  }

  @Test
  void whatIsNoNumberIsCountedAndWidensNothing() {
    CodeRanges ranges = of(new float[] {1, 0}, new float[] {Float.NaN, 9}, new float[] {2, 0});
    ranges.merge(of(new float[] {Float.NEGATIVE_INFINITY, 0}, new float[] {3, 1e-4f}));

    assertThat(ranges.notFinite()).isEqualTo(2);
    assertThat(ranges.dead()).isEqualTo(1);
  }
}
