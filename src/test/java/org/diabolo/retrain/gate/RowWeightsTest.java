package org.diabolo.retrain.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.apache.commons.codec.digest.MurmurHash3;
import org.diabolo.evaluate.text.PoissonWeight;
import org.junit.jupiter.api.Test;

class RowWeightsTest {

  @Test
  void weightsAreOfThePoissonDistributionOfMeanOne() {
    RowWeights weights = new RowWeights(1000, 7);
    int rows = 500;
    int[] counts = new int[32];
    for (int row = 0; row < rows; row++) {
      for (byte weight : weights.of("row " + row)) {
        counts[weight]++;
      }
    }

    // Five standard errors of a share of 500,000 draws.
    double[] expected = {0.367879, 0.367879, 0.183940, 0.061313, 0.015328, 0.003066};
    for (int k = 0; k < expected.length; k++) {
      double error = Math.sqrt(expected[k] * (1 - expected[k]) / (1000.0 * rows));
      assertThat(counts[k] / (1000.0 * rows)).isCloseTo(expected[k], within(5 * error));
    }
  }

  /** Java's own generator is SplitMix64 too. */
  @Test
  void theSequenceIsThatOfSplitMix64() {
    byte[] name = "größe".getBytes(StandardCharsets.UTF_8);
    long hash = MurmurHash3.hash128x64(name, 0, name.length, 0)[0];
    SplittableRandom random = new SplittableRandom(new SplittableRandom(7).nextLong() ^ hash);
    byte[] expected = new byte[100];
    for (int b = 0; b < expected.length; b++) {
      expected[b] = (byte) PoissonWeight.of(random.nextDouble());
    }

    assertThat(new RowWeights(100, 7).of("größe")).isEqualTo(expected);
    assertThat(new RowWeights(100, 8).of("größe")).isNotEqualTo(expected);
    assertThat(new RowWeights(100, 7).of("grösse")).isNotEqualTo(expected);
  }
}
