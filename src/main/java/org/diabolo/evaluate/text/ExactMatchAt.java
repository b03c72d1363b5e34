package org.diabolo.evaluate.text;

/**
 * Share of rows with a right text among the first {@code n} hypotheses.
 *
 * @param n from 1
 */
record ExactMatchAt(int n) implements MeanOverRows {
  static final String PREFIX = "exact_match_at_";

  @Override
  public String name() {
    return PREFIX + n;
  }

  @Override
  public int hypotheses() {
    return n;
  }

  @Override
  public double score(Judged row) {
    int rank = row.rank();
    return rank > 0 && rank <= n ? 1 : 0;
  }
}
