package org.diabolo.retrain.gate;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.MurmurHash3;
import org.diabolo.evaluate.text.PoissonWeight;

/**
 * How often a row is in each bootstrap resample: the weight in resample b follows from a 64-bit
 * hash of the row's name, b and the seed alone, so that any cluster draws the same in any order.
 * The hash is MurmurHash3's first half of the name, to which SplitMix64's sequence is applied
 * (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
 *
 * @param draws resamples, at least 1
 * @param seed any
 */
record RowWeights(int draws, long seed) implements Serializable {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  /**
   * @param name of the row, or of what it is drawn together with
   * @return its weight in each resample
   */
  byte[] of(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    long hash = MurmurHash3.hash128x64(bytes, 0, bytes.length, 0)[0];
    // Seeds may be small numbers; here they are to differ in all bits.
    long state = mixed(seed + GOLDEN) ^ hash;
    byte[] weights = new byte[draws];
    for (int b = 0; b < draws; b++) {
      state += GOLDEN;
      weights[b] = (byte) PoissonWeight.of((mixed(state) >>> 11) * 0x1p-53);
    }
    return weights;
  }

  private static long mixed(long state) {
    long z = (state ^ state >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
