package org.diabolo.engine.fused.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryEntropyTest {
  private static final int COUNT = 6001;

  @ParameterizedTest
  @ValueSource(doubles = {1e-5, 0.01, 0})
  void agreesWithDoublePrecision(double clip) {
    float[] x = new float[COUNT];
    float[] labels = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      x[i] = (i - COUNT / 2) * 0.005f;
      labels[i] = i % 3 * 0.5f;
    }
    float[] losses = new float[COUNT];
    float[] deltas = new float[COUNT];
    BinaryEntropy.losses(x, labels, clip, new float[COUNT], losses, COUNT);
    BinaryEntropy.deltas(x, labels, clip, new float[COUNT], deltas, COUNT);
    for (int i = 0; i < COUNT; i++) {
      double p = 1 / (1 + Math.exp(-x[i]));
      double q = 1 / (1 + Math.exp(x[i]));
      double cp = Math.max(clip, Math.min(1 - clip, p));
      double cq = Math.max(clip, Math.min(1 - clip, q));
      double loss = -(labels[i] * Math.log(cp) + (1 - labels[i]) * Math.log(cq));
      double delta = (cp * (1 - labels[i]) - cq * labels[i]) * (p * q) / (cp * cq);
      assertThat((double) losses[i]).as("loss at " + x[i]).isCloseTo(loss, within(1e-5));
      assertThat((double) deltas[i]).as("delta at " + x[i]).isCloseTo(delta, within(1e-5));
    }
  }
}
