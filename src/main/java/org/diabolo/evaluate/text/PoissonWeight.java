package org.diabolo.evaluate.text;

/**
 * How often a row is in a bootstrap resample that is never drawn: a number from the Poisson
 * distribution of mean 1, to which its count in a sample drawn with replacement tends (Hanley and
 * MacGibbon 2006; Chamandy et al., "Estimating uncertainty for massive data streams", 2012).
 */
public final class PoissonWeight {
  /** Probabilities of at most 0, 1, 2, ... up to where a double tells them from 1. */
  private static final double[] AT_MOST = atMost();

  private PoissonWeight() {}

  /**
   * @param uniform from 0 to below 1
   * @return the least number that the distribution is at most with a probability above {@code
   *     uniform}; 0 to 31
   */
  public static int of(double uniform) {
    int weight = 0;
    while (uniform >= AT_MOST[weight]) {
      weight++;
    }
    return weight;
  }

  private static double[] atMost() {
    double[] atMost = new double[32];
    double probability = Math.exp(-1);
    double sum = 0;
    for (int k = 0; k < atMost.length; k++) {
      sum += probability;
      atMost[k] = sum;
      probability /= k + 1;
    }
    // Rounding must not leave a gap below 1.
    atMost[atMost.length - 1] = 1;
    return atMost;
  }
}
