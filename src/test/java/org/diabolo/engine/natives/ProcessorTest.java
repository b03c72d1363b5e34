package org.diabolo.engine.natives;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessorTest {
  private static final String HASWELL = "flags\t\t: fpu sse2 avx fma avx2 bmi2";

  @Test
  void avx512InAllFourPartsTakesItsKernel() {
    assertThat(Processor.kernel(HASWELL + " avx512f avx512dq avx512bw avx512vl"))
        .contains("SKYLAKEX");
  }

  @Test
  void partsOfAvx512AreNotEnough() {
    // Knights Landing has avx512f alone.
    assertThat(Processor.kernel(HASWELL + " avx512f avx512cd")).contains("HASWELL");
  }

  @Test
  void olderProcessorsAreLeftToOpenBlas() {
    assertThat(Processor.kernel("flags\t\t: fpu sse2 avx")).isEmpty();
    assertThat(Processor.kernel("flags\t\t: fpu avx2")).as("no fma").isEmpty();
    assertThat(Processor.kernel("flags\t\t: fpu fma avx2ish")).isEmpty();
  }
}
