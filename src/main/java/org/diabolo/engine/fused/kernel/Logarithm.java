package org.diabolo.engine.fused.kernel;

/** Logarithms in a form that vectorises, to float accuracy. */
public final class Logarithm {
  private Logarithm() {}

  /**
   * {@code log(1 + x) = 2 · artanh(x / (2 + x))}, by artanh's series.
   *
   * @param x from 0 to 1
   * @return log(1 + x), off by at most 3e-7 of its value
   */
  public static float onePlus(float x) {
    float s = x / (2f + x);
    float t = s * s;
    float p = t * 0.15384616f + 0.18181819f;
    p = p * t + 0.22222222f;
    p = p * t + 0.2857143f;
    p = p * t + 0.4f;
    p = p * t + 0.6666667f;
    p = p * t + 2f;
    return p * s;
  }
}
