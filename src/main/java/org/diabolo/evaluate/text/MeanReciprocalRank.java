package org.diabolo.evaluate.text;

/**
 * Mean of 1 / place of the first right hypothesis, 0 where none is right. Zhang, Li, Kumaran and
 * Liu, "Whitepaper of NEWS 2012 Shared Task on Machine Transliteration".
 */
record MeanReciprocalRank() implements MeanOverRows {
  static final String NAME = "mean_reciprocal_rank";

  @Override
  public String name() {
    return NAME;
  }

  /** Of one it would be exact match. */
  @Override
  public int hypotheses() {
    return 2;
  }

  @Override
  public double score(Judged row) {
    int rank = row.rank();
    return rank > 0 ? 1.0 / rank : 0;
  }
}
