package org.diabolo.search;

import org.diabolo.field.Vocabulary;

/**
 * The likeliest continuations of a row's hypotheses by one token, found without sorting the
 * vocabulary. Of equally likely ones that of the lower token is better, then that of the better
 * hypothesis.
 *
 * <p>Padding, start and unknown continue nothing: they are no answer to anybody. The others keep
 * the probabilities that the decoder gives them.
 */
final class Continuations {
  /** Keeps logarithms finite where a probability is too small for a float. */
  private static final float LEAST = Float.MIN_VALUE;

  /** Room for the rounding of what is compared with it. */
  private static final double MARGIN = 1 - 1e-5;

  private final int most;
  private final double[] logProbabilities;
  private final int[] tokens;
  private final int[] parents;
  private int size;

  /**
   * @param most that are kept, at least 1
   */
  Continuations(int most) {
    this.most = most;
    this.logProbabilities = new double[most];
    this.tokens = new int[most];
    this.parents = new int[most];
  }

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  /** Of the hypothesis and its continuation. */
  double logProbability(int i) {
    return logProbabilities[i];
  }

  int token(int i) {
    return tokens[i];
  }

  /** The hypothesis that is continued. */
  int parent(int i) {
    return parents[i];
  }

  /**
   * Offers the end of a hypothesis.
   *
   * @param parent the hypothesis
   * @param logProbability of the hypothesis
   * @param probability of the end
   */
  void offerEnd(int parent, double logProbability, float probability) {
    if (probability >= floor(logProbability)) {
      insert(parent, logProbability + log(probability), Vocabulary.END);
    }
  }

  /**
   * Offers all tokens of text.
   *
   * @param parent the hypothesis
   * @param logProbability of the hypothesis
   * @param probabilities of all ids
   * @param from where they begin
   * @param vocabulary how many ids there are
   */
  void offerTokens(
      int parent, double logProbability, float[] probabilities, int from, int vocabulary) {
    float floor = floor(logProbability);
    for (int token = Vocabulary.FIRST; token < vocabulary; token++) {
      float probability = probabilities[from + token];
      if (probability >= floor) {
        insert(parent, logProbability + log(probability), token);
        floor = floor(logProbability);
      }
    }
  }

  /** A probability that cannot be less: logarithms of the many that are less are spared. */
  private float floor(double logProbability) {
    return size < most
        ? 0
        : (float) (Math.exp(logProbabilities[size - 1] - logProbability) * MARGIN);
  }

  /** Natural logarithm of a probability. */
  static double log(float probability) {
    return Math.log(Math.max(probability, LEAST));
  }

  /** Complains of what is given in place of probabilities. */
  static IllegalStateException none() {
    return new IllegalStateException("the decoder gives no probabilities: it was not trained well");
  }

  private void insert(int parent, double logProbability, int token) {
    int at = size;
    while (at > 0 && better(logProbability, token, parent, at - 1)) {
      at--;
    }
    if (at == most) {
      return;
    }
    int moved = Math.min(size, most - 1) - at;
    System.arraycopy(logProbabilities, at, logProbabilities, at + 1, moved);
    System.arraycopy(tokens, at, tokens, at + 1, moved);
    System.arraycopy(parents, at, parents, at + 1, moved);
    logProbabilities[at] = logProbability;
    tokens[at] = token;
    parents[at] = parent;
    size = Math.min(size + 1, most);
  }

  private boolean better(double logProbability, int token, int parent, int than) {
    if (logProbability != logProbabilities[than]) {
      return logProbability > logProbabilities[than];
    }
    return token != tokens[than] ? token < tokens[than] : parent < parents[than];
  }
}
