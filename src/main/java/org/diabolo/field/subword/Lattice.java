package org.diabolo.field.subword;

import java.util.Arrays;

/**
 * All ways to cut a text into pieces, as edges between its places: edge {@code e} is piece {@code
 * id[e]} from {@code start[e]} to {@code end[e]}, in the order of the starts.
 */
record Lattice(int length, int[] start, int[] end, int[] id) {

  /**
   * Adds how often each piece is expected in the text, by the forward-backward algorithm.
   *
   * @param score natural logarithms of the pieces' probabilities
   * @param alive which pieces there are
   * @param count how often the text occurs
   * @param expected what is added to
   */
  void expect(double[] score, boolean[] alive, double count, double[] expected) {
    double[] forward = new double[length + 1];
    double[] backward = new double[length + 1];
    Arrays.fill(forward, Double.NEGATIVE_INFINITY);
    Arrays.fill(backward, Double.NEGATIVE_INFINITY);
    forward[0] = 0;
    backward[length] = 0;
    for (int e = 0; e < id.length; e++) {
      if (alive[id[e]]) {
        forward[end[e]] = logSum(forward[end[e]], forward[start[e]] + score[id[e]]);
      }
    }
    for (int e = id.length - 1; e >= 0; e--) {
      if (alive[id[e]]) {
        backward[start[e]] = logSum(backward[start[e]], backward[end[e]] + score[id[e]]);
      }
    }
    for (int e = 0; e < id.length; e++) {
      if (alive[id[e]]) {
        double share = forward[start[e]] + score[id[e]] + backward[end[e]] - forward[length];
        expected[id[e]] += count * Math.exp(share);
      }
    }
  }

  private static double logSum(double a, double b) {
    double more = Math.max(a, b);
    return more == Double.NEGATIVE_INFINITY
        ? more
        : more + Math.log1p(Math.exp(Math.min(a, b) - more));
  }

  /**
   * @param score natural logarithms of the pieces' probabilities
   * @param alive which pieces there are
   * @return the logarithm of the most likely cut's probability
   */
  double best(double[] score, boolean[] alive) {
    return viterbi(score, alive, new int[length + 1])[length];
  }

  /**
   * Adds the pieces of the most likely cut.
   *
   * @param count how often the text occurs
   * @param used what is added to
   */
  void use(double[] score, boolean[] alive, double count, double[] used) {
    int[] last = new int[length + 1];
    viterbi(score, alive, last);
    for (int place = length; place > 0; place = start[last[place]]) {
      used[id[last[place]]] += count;
    }
  }

  private double[] viterbi(double[] score, boolean[] alive, int[] last) {
    double[] best = new double[length + 1];
    Arrays.fill(best, Double.NEGATIVE_INFINITY);
    best[0] = 0;
    for (int e = 0; e < id.length; e++) {
      if (alive[id[e]] && best[start[e]] + score[id[e]] > best[end[e]]) {
        best[end[e]] = best[start[e]] + score[id[e]];
        last[end[e]] = e;
      }
    }
    return best;
  }
}
