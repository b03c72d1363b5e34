package org.diabolo.evaluate.text;

/**
 * Fuzziness in the best hypothesis: mean of the F-score of precision LCS / |hypothesis| and recall
 * LCS / |reference|, where LCS is the length of the longest common subsequence of code points and
 * the reference is the nearest by insertions and deletions, the first of several. Zhang, Li,
 * Kumaran and Liu, "Whitepaper of NEWS 2012 Shared Task on Machine Transliteration", where LCS is
 * (|c| + |r| - ED(c, r)) / 2.
 */
record MeanFScore() implements MeanOverRows {
  static final String NAME = "mean_f_score";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public double score(Judged row) {
    int[] hypothesis = row.best().characters();
    int fewest = Integer.MAX_VALUE;
    int lengths = 0;
    for (Text text : row.references()) {
      int[] reference = text.characters();
      int edits = EditDistance.insertionsAndDeletions(hypothesis, reference);
      if (edits < fewest) {
        fewest = edits;
        lengths = hypothesis.length + reference.length;
      }
    }
    // 2PR / (P + R) is 2 LCS / (|c| + |r|); two empty texts are alike.
    return lengths == 0 ? 1 : (double) (lengths - fewest) / lengths;
  }
}
