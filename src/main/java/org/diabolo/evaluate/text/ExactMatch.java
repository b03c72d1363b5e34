package org.diabolo.evaluate.text;

/**
 * Share of rows whose best hypothesis equals a reference, code point for code point. Word accuracy
 * where a row is a word; the lossless share where the reference is the source.
 */
record ExactMatch() implements MeanOverRows {
  static final String NAME = "exact_match";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public double score(Judged row) {
    return row.rank() == 1 ? 1 : 0;
  }
}
