package org.diabolo.engine.fused.layer;

/**
 * Makes one number of several, which lie {@code stride} apart. A null mask has all of them; else
 * those count whose place in it, {@code maskStride} apart, is not 0.
 */
public sealed interface Reduction {

  /**
   * Reduces {@code count} numbers from {@code at} on.
   *
   * @param x not changed
   * @param at place of the first number
   * @param count of numbers
   * @param stride from number to number
   * @param mask 0 where a number does not count; null where all do
   * @param maskAt place in it of the first number's
   * @param maskStride from place to place
   * @return what they are reduced to
   */
  float of(float[] x, int at, int count, int stride, float[] mask, int maskAt, int maskStride);

  /**
   * Writes the gradients of those numbers.
   *
   * @param x as {@link #of} had it, not changed
   * @param dx as long as x, written at the same places
   * @param at place of the first number
   * @param count of numbers
   * @param stride from number to number
   * @param mask 0 where a number does not count; null where all do
   * @param maskAt place in it of the first number's
   * @param maskStride from place to place
   * @param y what {@link #of} made of them
   * @param dy its gradient
   */
  void backward(
      float[] x,
      float[] dx,
      int at,
      int count,
      int stride,
      float[] mask,
      int maskAt,
      int maskStride,
      float y,
      float dy);

  /** The largest; its gradient goes to the first that is as large. */
  record Max() implements Reduction {
    @Override
    public float of(
        float[] x, int at, int count, int stride, float[] mask, int maskAt, int maskStride) {
      float largest = Float.NEGATIVE_INFINITY;
      for (int i = 0; i < count; i++) {
        if (mask == null || mask[maskAt + i * maskStride] != 0) {
          largest = Math.max(largest, x[at + i * stride]);
        }
      }
      return largest;
    }

    @Override
    public void backward(
        float[] x,
        float[] dx,
        int at,
        int count,
        int stride,
        float[] mask,
        int maskAt,
        int maskStride,
        float y,
        float dy) {
      float left = dy;
      for (int i = 0; i < count; i++) {
        boolean there = mask == null || mask[maskAt + i * maskStride] != 0;
        boolean largest = there && x[at + i * stride] == y;
        dx[at + i * stride] = largest ? left : 0;
        left = largest ? 0 : left;
      }
    }
  }

  /** The sum. */
  record Sum() implements Reduction {
    @Override
    public float of(
        float[] x, int at, int count, int stride, float[] mask, int maskAt, int maskStride) {
      float sum = 0;
      for (int i = 0; i < count; i++) {
        float there = mask == null ? 1 : mask[maskAt + i * maskStride];
        sum += there * x[at + i * stride];
      }
      return sum;
    }

    @Override
    public void backward(
        float[] x,
        float[] dx,
        int at,
        int count,
        int stride,
        float[] mask,
        int maskAt,
        int maskStride,
        float y,
        float dy) {
      for (int i = 0; i < count; i++) {
        dx[at + i * stride] = mask == null ? dy : dy * mask[maskAt + i * maskStride];
      }
    }
  }

  /** The mean. */
  record Mean() implements Reduction {
    private static final Sum SUM = new Sum();

    @Override
    public float of(
        float[] x, int at, int count, int stride, float[] mask, int maskAt, int maskStride) {
      return SUM.of(x, at, count, stride, mask, maskAt, maskStride)
          / there(count, mask, maskAt, maskStride);
    }

    @Override
    public void backward(
        float[] x,
        float[] dx,
        int at,
        int count,
        int stride,
        float[] mask,
        int maskAt,
        int maskStride,
        float y,
        float dy) {
      float share = dy / there(count, mask, maskAt, maskStride);
      SUM.backward(x, dx, at, count, stride, mask, maskAt, maskStride, y, share);
    }

    private static float there(int count, float[] mask, int maskAt, int maskStride) {
      if (mask == null) {
        return count;
      }
      float there = 0;
      for (int i = 0; i < count; i++) {
        there += mask[maskAt + i * maskStride];
      }
      return there;
    }
  }

  /** {@code (Σ|x|ᵖ)^(1/p)}. */
  record Norm(int p) implements Reduction {
    @Override
    public float of(
        float[] x, int at, int count, int stride, float[] mask, int maskAt, int maskStride) {
      double sum = 0;
      for (int i = 0; i < count; i++) {
        if (mask == null || mask[maskAt + i * maskStride] != 0) {
          sum += power(Math.abs(x[at + i * stride]), p);
        }
      }
      return (float) Math.pow(sum, 1.0 / p);
    }

    /** {@code dx = dy · x · |x|^(p-2) / y^(p-1)}. */
    @Override
    public void backward(
        float[] x,
        float[] dx,
        int at,
        int count,
        int stride,
        float[] mask,
        int maskAt,
        int maskStride,
        float y,
        float dy) {
      double scale = dy / power(y, p - 1);
      for (int i = 0; i < count; i++) {
        float v = x[at + i * stride];
        boolean there = mask == null || mask[maskAt + i * maskStride] != 0;
        double size = power(Math.abs(v), p - 1);
        dx[at + i * stride] = there ? (float) (scale * Math.signum(v) * size) : 0;
      }
    }

    private static double power(double x, int exponent) {
      double power = 1;
      for (int i = 0; i < exponent; i++) {
        power *= x;
      }
      return power;
    }
  }
}
