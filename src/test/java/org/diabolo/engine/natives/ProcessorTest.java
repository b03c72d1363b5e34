package org.diabolo.engine.natives;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessorTest {

  @Test
  void hasAvx2OnlyWithItsFusedProducts() {
    assertThat(Processor.avx2("flags\t\t: fpu sse2 avx fma avx2 avx512f fma")).isTrue();
    assertThat(Processor.avx2("flags\t\t: fpu avx2")).as("no fma").isFalse();
    assertThat(Processor.avx2("flags\t\t: fpu fma avx2ish")).isFalse();
  }

  @Test
  void doesNotOutrunAFastKernel() {
    assertThat(Processor.outruns("HASWELL")).isFalse();
    assertThat(Processor.outruns("SKYLAKEX")).isFalse();
  }
}
