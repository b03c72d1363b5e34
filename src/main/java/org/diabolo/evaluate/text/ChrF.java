package org.diabolo.evaluate.text;

import java.util.Map;

/**
 * chrF2 of the best hypotheses, 0 to 100 (Popović 2015, 2016), as sacreBLEU 2 defines it by
 * default: n-grams of 1 to 6 code points, white space removed, case kept, recall weighing twice as
 * much (β = 2); precision and recall are averaged over the orders that both sides have, without
 * epsilon. Of several references each row takes the one of its own highest chrF, the first of
 * several.
 *
 * <p>Statistics, for each order: n-grams of the hypothesis where the reference has any, of the
 * reference, of both.
 */
record ChrF() implements TextMetric {
  static final String NAME = "chrf";

  private static final int ORDERS = 6;
  private static final double BETA_SQUARED = 4;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int width() {
    return 3 * ORDERS;
  }

  @Override
  public void add(Judged row, double[] sums, int at) {
    int[] hypothesis = characters(row.best());
    double[] nearest = null;
    double highest = -1;
    for (Text reference : row.references()) {
      double[] statistics = statistics(hypothesis, characters(reference));
      double score = score(statistics, 0);
      if (score > highest) {
        highest = score;
        nearest = statistics;
      }
    }
    for (int i = 0; i < width(); i++) {
      sums[at + i] += nearest[i];
    }
  }

  private static int[] characters(Text text) {
    return String.join("", Whitespace.split(text.string())).codePoints().toArray();
  }

  private static double[] statistics(int[] hypothesis, int[] reference) {
    double[] statistics = new double[3 * ORDERS];
    for (int order = 1; order <= ORDERS; order++) {
      Map<String, Integer> right = Counts.ofCharacters(reference, order);
      int at = 3 * (order - 1);
      statistics[at] = right.isEmpty() ? 0 : Math.max(0, hypothesis.length - order + 1);
      statistics[at + 1] = Math.max(0, reference.length - order + 1);
      statistics[at + 2] = Counts.common(Counts.ofCharacters(hypothesis, order), right);
    }
    return statistics;
  }

  @Override
  public double value(double[] sums, int at) {
    return sums[at + 1] == 0 ? Double.NaN : score(sums, at);
  }

  private static double score(double[] sums, int at) {
    double precision = 0;
    double recall = 0;
    int effective = 0;
    for (int i = at; i < at + 3 * ORDERS; i += 3) {
      if (sums[i] > 0 && sums[i + 1] > 0) {
        precision += sums[i + 2] / sums[i];
        recall += sums[i + 2] / sums[i + 1];
        effective++;
      }
    }
    if (precision + recall == 0) {
      return 0;
    }
    precision /= effective;
    recall /= effective;
    return 100 * (1 + BETA_SQUARED) * precision * recall / (BETA_SQUARED * precision + recall);
  }
}
