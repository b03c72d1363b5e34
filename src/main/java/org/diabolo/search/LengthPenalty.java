package org.diabolo.search;

/**
 * The length penalty of Wu et al., Google's Neural Machine Translation System, 2016, equation 14,
 * without its coverage term: {@code lp(Y) = ((5 + |Y|) / (5 + 1))^alpha}, by which logarithms of
 * probabilities are divided.
 *
 * @param alpha at least 0; 0 is no penalty
 */
record LengthPenalty(double alpha) {

  /**
   * @param logProbability of a hypothesis
   * @param length of it in tokens, the end counted
   * @return its score
   */
  double score(double logProbability, int length) {
    return logProbability / Math.pow((5.0 + length) / 6.0, alpha);
  }
}
