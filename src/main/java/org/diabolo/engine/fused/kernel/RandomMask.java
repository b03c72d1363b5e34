package org.diabolo.engine.fused.kernel;

/**
 * Masks of independent bits out of a counter: a number's bit follows from the key and from where it
 * stands alone, so that equal keys give equal masks whatever came before. The bits are those of
 * Murmur3's finaliser (Appleby 2011) over a Weyl sequence that starts anew, with a key of its own,
 * every {@value #BLOCK} numbers. All of it is arithmetic of ints in loops that vectorise.
 */
public final class RandomMask {
  private static final int BLOCK = 1024;
  private static final int[] WEYL = weyl();

  private final int[] bits = new int[BLOCK];

  private static int[] weyl() {
    int[] numbers = new int[BLOCK];
    for (int i = 0; i < BLOCK; i++) {
      numbers[i] = i * 0x9E3779B9;
    }
    return numbers;
  }

  /**
   * @param key decides the mask
   * @param keep probability that a number of the mask is not 0, below 1
   * @param mask written: {@code 1 / keep} or 0
   * @param count of numbers
   */
  public void fill(long key, double keep, float[] mask, int count) {
    int threshold = (int) (keep * (1L << 31));
    float scale = (float) (1 / keep);
    for (int from = 0; from < count; from += BLOCK) {
      int length = Math.min(BLOCK, count - from);
      hash((int) (mix(key + from) >>> 32), threshold, length);
      for (int i = 0; i < length; i++) {
        mask[from + i] = scale * bits[i];
      }
    }
  }

  private void hash(int key, int threshold, int length) {
    int[] out = bits;
    int[] weyl = WEYL;
    for (int i = 0; i < length; i++) {
      int h = weyl[i] + key;
      h ^= h >>> 16;
      h *= 0x85EBCA6B;
      h ^= h >>> 13;
      h *= 0xC2B2AE35;
      h ^= h >>> 16;
      // The sign of the difference: 1 where the 31 bits are below the threshold.
      out[i] = ((h >>> 1) - threshold) >>> 31;
    }
  }

  /**
   * Stafford's variant 13 of Murmur3's 64-bit finaliser, as in {@link java.util.SplittableRandom}.
   */
  private static long mix(long key) {
    long z = key * 0x9E3779B97F4A7C15L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
