package org.diabolo.engine.fused.kernel;

/**
 * Hyperbolic tangent as a rational function of degree 13 over 6, off by at most 4e-7: a loop over
 * it vectorises, one over {@link Math#tanh} does not. The coefficients are those of Eigen's {@code
 * ptanh}.
 */
public final class Tanh {
  private static final float LARGEST = 7.90531110763549805f;
  private static final float A1 = 4.89352455891786e-03f;
  private static final float A3 = 6.37261928875436e-04f;
  private static final float A5 = 1.48572235717979e-05f;
  private static final float A7 = 5.12229709037114e-08f;
  private static final float A9 = -8.60467152213735e-11f;
  private static final float A11 = 2.00018790482477e-13f;
  private static final float A13 = -2.76076847742355e-16f;
  private static final float B0 = 4.89352518554385e-03f;
  private static final float B2 = 2.26843463243900e-03f;
  private static final float B4 = 1.18534705686654e-04f;
  private static final float B6 = 1.19825839466702e-06f;

  private Tanh() {}

  /**
   * @param x any number
   * @return its hyperbolic tangent
   */
  public static float of(float x) {
    float y = Math.max(-LARGEST, Math.min(LARGEST, x));
    float s = y * y;
    float p = A13 * s + A11;
    p = p * s + A9;
    p = p * s + A7;
    p = p * s + A5;
    p = p * s + A3;
    p = p * s + A1;
    float q = B6 * s + B4;
    q = q * s + B2;
    q = q * s + B0;
    return y * p / q;
  }
}
