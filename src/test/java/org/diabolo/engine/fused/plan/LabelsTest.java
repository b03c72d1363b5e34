package org.diabolo.engine.fused.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.diabolo.batch.Values;
import org.junit.jupiter.api.Test;

class LabelsTest {
  private final Pass pass = new Pass(new float[0], null);
  private final Labels labels = new Labels();

  @Test
  void sequencesGetTheirStepsOutermost() {
    pass.infer(2);
    float[] mask = {1, 1, 1, 1, 0, 0};
    labels.read(
        pass, new Values(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, 3, mask), 3, 2);
    assertThat(labels.values()).startsWith(1, 2, 7, 8, 3, 4, 9, 10, 5, 6, 11, 12);
    assertThat(labels.mask()).startsWith(1, 1, 1, 0, 1, 0);
  }

  @Test
  void vectorsAreNotCopied() {
    pass.infer(2);
    float[] data = {1, 2, 3, 4};
    float[] mask = {1, 0};
    labels.read(pass, new Values(data, 1, mask), 1, 2);
    assertThat(labels.values()).isSameAs(data);
    assertThat(labels.mask()).isSameAs(mask);
  }

  @Test
  void noMaskIsLeftFromTheLastBatch() {
    pass.infer(1);
    labels.read(pass, new Values(new float[] {1, 2}, 2, new float[] {1, 0}), 2, 1);
    labels.read(pass, new Values(new float[] {1, 2}, 2, null), 2, 1);
    assertThat(labels.mask()).isNull();
  }

  @Test
  void otherLengthsThanTheOutputsAreRefused() {
    pass.infer(1);
    Values four = new Values(new float[4], 4, null);
    assertThatThrownBy(() -> labels.read(pass, four, 6, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("labels of 4 steps for outputs of 6");
  }
}
