package org.diabolo.engine.fused.kernel;

/**
 * Cross-entropy of a sigmoid and its gradient from the number x that the sigmoid was taken of,
 * without loss of accuracy where it is near 0 or 1: with {@code e = exp(-|x|)} the larger of {@code
 * p} and {@code 1 - p} is {@code 1 / (1 + e)} and the other {@code e} times that.
 */
public final class BinaryEntropy {
  /** Numbers that are worked on together, so that what is kept between loops stays in the cache. */
  private static final int BLOCK = 2048;

  private static final float STEEP = 1e30f;

  private BinaryEntropy() {}

  /**
   * @param x logits
   * @param labels from 0 to 1
   * @param clip p is held between this and 1 minus this; 0 for not
   * @param scratch as long as x
   * @param losses written
   * @param count of numbers
   */
  public static void losses(
      float[] x, float[] labels, double clip, float[] scratch, float[] losses, int count) {
    float least = (float) Math.log1p(-clip);
    float most = (float) Math.log(clip);
    for (int from = 0; from < count; from += BLOCK) {
      int to = Math.min(from + BLOCK, count);
      for (int i = from; i < to; i++) {
        scratch[i] = -Math.abs(x[i]);
      }
      Exp.ofNegatives(scratch, from, to);
      for (int i = from; i < to; i++) {
        scratch[i] = Logarithm.onePlus(scratch[i]);
      }
      for (int i = from; i < to; i++) {
        float yes = Math.max(most, Math.min(least, Math.min(0, x[i]) - scratch[i]));
        float no = Math.max(most, Math.min(least, Math.min(0, -x[i]) - scratch[i]));
        losses[i] = -(labels[i] * yes + (1 - labels[i]) * no);
      }
    }
  }

  /**
   * DL4J's gradient: of {@code -(l log p + (1 - l) log(1 - p))} at the clipped p, times the
   * sigmoid's derivative at x itself.
   *
   * @param x what the sigmoid is taken of, row-major; not changed
   * @param labels from 0 to 1
   * @param clip how near p may come to 0 and 1, from 0 to below 0.5
   * @param scratch as long as x
   * @param deltas written
   * @param count of numbers
   */
  public static void deltas(
      float[] x, float[] labels, double clip, float[] scratch, float[] deltas, int count) {
    float least = (float) clip;
    float most = (float) (1 - clip);
    for (int from = 0; from < count; from += BLOCK) {
      int to = Math.min(from + BLOCK, count);
      for (int i = from; i < to; i++) {
        scratch[i] = -Math.abs(x[i]);
      }
      Exp.ofNegatives(scratch, from, to);
      for (int i = from; i < to; i++) {
        float large = 1 / (1 + scratch[i]);
        float small = scratch[i] * large;
        // 1 where x is positive, 0 where negative: a condition would not vectorise.
        float up = Math.max(0, Math.min(1, STEEP * x[i] + 0.5f));
        deltas[i] = up * large + (1 - up) * small;
        scratch[i] = up * small + (1 - up) * large;
      }
      for (int i = from; i < to; i++) {
        float p = deltas[i];
        float q = scratch[i];
        float cp = Math.max(least, Math.min(most, p));
        float cq = Math.max(least, Math.min(most, q));
        deltas[i] = (cp * (1 - labels[i]) - cq * labels[i]) * (p * q / (cp * cq));
      }
    }
  }
}
