package org.diabolo.engine.fused.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoftmaxTest {
  @ParameterizedTest
  @CsvSource({"1, 7", "5, 1", "1500, 3", "9, 100", "2, 5001"})
  void agreesWithDoublePrecision(int vectors, int size) {
    Random random = new Random(3);
    float[] x = new float[vectors * size];
    float[] delta = new float[vectors * size];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) (10 * random.nextGaussian());
      delta[i] = (float) random.nextGaussian();
    }
    float[] y = x.clone();
    float[] logSums = new float[vectors];
    Softmax.forward(y, vectors, size, logSums);
    float[] back = delta.clone();
    Softmax.backward(back, y, vectors, size);
    for (int v = 0; v < vectors; v++) {
      double sum = 0;
      for (int i = 0; i < size; i++) {
        sum += Math.exp(x[v * size + i]);
      }
      assertThat((double) logSums[v]).isCloseTo(Math.log(sum), within(1e-5));
      double mean = 0;
      for (int i = 0; i < size; i++) {
        double p = Math.exp(x[v * size + i]) / sum;
        assertThat((double) y[v * size + i]).isCloseTo(p, within(1e-6));
        mean += p * delta[v * size + i];
      }
      for (int i = 0; i < size; i++) {
        double expected = Math.exp(x[v * size + i]) / sum * (delta[v * size + i] - mean);
        assertThat((double) back[v * size + i]).isCloseTo(expected, within(4e-6));
      }
    }
  }
}
