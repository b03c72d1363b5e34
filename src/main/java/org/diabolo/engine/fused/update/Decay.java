package org.diabolo.engine.fused.update;

import org.diabolo.engine.fused.kernel.Blas;

/**
 * What draws parameters towards 0, as DL4J does it.
 *
 * @param l1 times each parameter's sign is added to its mean gradient
 * @param l2 times each parameter is added to its mean gradient
 * @param weightDecay of each parameter is taken off it, besides the optimiser's step
 * @param scaledDecay the same, times the learning rate
 */
public record Decay(double l1, double l2, double weightDecay, double scaledDecay) {
  /** Nothing. */
  public static final Decay NONE = new Decay(0, 0, 0, 0);

  private static final float STEEP = Float.MAX_VALUE;

  boolean ofGradients() {
    return l1 != 0 || l2 != 0;
  }

  /** Turns sums into means, and adds the penalties' gradients. */
  void addTo(float[] gradients, float[] parameters, int from, int to, float scale) {
    float one = (float) l1;
    float two = (float) l2;
    for (int i = from; i < to; i++) {
      float p = parameters[i];
      // The sign, without a condition, which would not vectorise.
      float sign = Math.max(-1, Math.min(1, STEEP * p));
      gradients[i] = gradients[i] * scale + two * p + one * sign;
    }
  }

  /** What of the parameters decays in a step, apart from their gradients. */
  double share(double rate) {
    return weightDecay + scaledDecay * rate;
  }

  /**
   * @param parameters of the network
   * @param from first that decays
   * @param to after the last
   * @return what DL4J adds to the loss for it: it counts weight decay as if it were l2
   */
  public double score(float[] parameters, int from, int to) {
    double score = 0;
    if (l1 != 0) {
      double sum = 0;
      for (int i = from; i < to; i++) {
        sum += Math.abs(parameters[i]);
      }
      score += l1 * sum;
    }
    double squared = l2 + weightDecay + scaledDecay;
    if (squared != 0) {
      score += 0.5 * squared * Blas.squares(to - from, parameters, from);
    }
    return score;
  }
}
