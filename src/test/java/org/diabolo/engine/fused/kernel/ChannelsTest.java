package org.diabolo.engine.fused.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelsTest {
  private static final int VECTORS = 5;

  @ParameterizedTest
  @CsvSource({"4, 1", "3, 7", "1, 33"})
  void agreesWithPlainLoops(int channels, int plane) {
    int count = VECTORS * channels * plane;
    float[] x = numbers(count, 1);
    float[] y = numbers(count, 2);
    float[] scale = numbers(channels, 3);
    float[] shift = numbers(channels, 4);
    double[] sums = new double[channels];
    double[] products = new double[channels];
    double[] affine = new double[count];
    double[] added = new double[count];
    for (int i = 0; i < count; i++) {
      int c = i / plane % channels;
      sums[c] += x[i];
      products[c] += (double) x[i] * y[i];
      affine[i] = (double) x[i] * scale[c] + shift[c];
      added[i] = y[i] + (double) x[i] * scale[c];
    }
    Channels tested = new Channels(channels, plane);
    double[] found = new double[channels];
    tested.sum(x, VECTORS, found);
    assertThat(found).containsExactly(sums, within(1e-4));
    tested.sumProducts(x, y, VECTORS, found);
    assertThat(found).containsExactly(products, within(1e-4));
    float[] out = new float[count];
    tested.affine(x, scale, shift, out, VECTORS);
    close(out, affine);
    tested.add(x, scale, y, VECTORS);
    close(y, added);
  }

  private static void close(float[] found, double[] expected) {
    for (int i = 0; i < found.length; i++) {
      assertThat((double) found[i]).isCloseTo(expected[i], within(1e-5));
    }
  }

  private static float[] numbers(int count, long seed) {
    Random random = new Random(seed);
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }
}
