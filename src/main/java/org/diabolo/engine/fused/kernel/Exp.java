package org.diabolo.engine.fused.kernel;

/**
 * The exponential function of numbers that are not positive, off by at most 5e-6 of its value down
 * to e^-10 and by less than 1e-9 below: a loop over it vectorises, one over {@link Math#exp} or one
 * that builds a power of two from its bits does not.
 *
 * <p>{@code exp(x) = (exp(a / 8) · exp(b / 64)^8)^8}, where {@code a} is the part of x down to -10
 * and {@code b} the rest. Each squaring doubles the relative error: only what is tiny anyway is
 * squared often.
 */
public final class Exp {
  private static final float KNEE = -10f;
  private static final float LEAST = -86f;

  private Exp() {}

  /**
   * @param x at most 0; below -86 it is taken for -86
   * @return its exponential; exactly 1 for 0
   */
  public static float ofNegative(float x) {
    float a = Math.max(x, KNEE) * 0.125f;
    float p = 0.00010576901f;
    p = p * a + 0.001216708f;
    p = p * a + 0.008156434f;
    p = p * a + 0.041563466f;
    p = p * a + 0.1666337f;
    p = p * a + 0.4999949f;
    p = p * a + 0.9999997f;
    p = p * a + 1f;
    float b = Math.min(Math.max(x, LEAST) - KNEE, 0f) * 0.015625f;
    float q = 0.0007410207f;
    q = q * b + 0.007313811f;
    q = q * b + 0.040822186f;
    q = q * b + 0.16629972f;
    q = q * b + 0.49992445f;
    q = q * b + 0.99999464f;
    q = q * b + 1f;
    q *= q;
    q *= q;
    q *= q;
    p *= q;
    p *= p;
    p *= p;
    p *= p;
    return p;
  }

  /**
   * Replaces numbers by their exponentials. A loop with one more operation in it is too large for
   * the JVM's compiler to vectorise, so whatever comes before or after has a loop of its own.
   *
   * @param x at most 0 each, from {@code from} to before {@code to}
   * @param from first number
   * @param to number after the last
   */
  public static void ofNegatives(float[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      x[i] = ofNegative(x[i]);
    }
  }
}
