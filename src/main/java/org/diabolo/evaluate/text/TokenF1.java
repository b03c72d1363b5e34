package org.diabolo.evaluate.text;

import java.util.List;

/**
 * Mean F1 of the best hypothesis and its best reference as bags of words after SQuAD's
 * normalisation. Without words on one side it is 1 if there are none on the other, else 0 (v2.0).
 */
record TokenF1() implements MeanOverRows {
  static final String NAME = "token_f1";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public double score(Judged row) {
    List<String> hypothesis = SquadAnswer.words(row.best());
    double highest = 0;
    for (List<String> reference : SquadAnswer.references(row)) {
      highest = Math.max(highest, f1(hypothesis, reference));
    }
    return highest;
  }

  private static double f1(List<String> hypothesis, List<String> reference) {
    int words = hypothesis.size() + reference.size();
    if (words == 0) {
      return 1;
    }
    int common = Counts.common(Counts.ofTokens(hypothesis, 1), Counts.ofTokens(reference, 1));
    // 2PR / (P + R).
    return 2.0 * common / words;
  }
}
