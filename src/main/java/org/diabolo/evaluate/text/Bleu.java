package org.diabolo.evaluate.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * BLEU of the best hypotheses, 0 to 100 (Papineni et al. 2002), as sacreBLEU 2 defines it (Post
 * 2018): 13a tokens of the text as written, case kept, orders 1 to 4, counts clipped by the highest
 * of any reference, length of the closest reference (of two, the shorter), and orders without a
 * match smoothed by halving ("exp"; Chen and Cherry 2014, method 3).
 *
 * <p>Statistics: length of the hypothesis, of the reference, matches of each order, n-grams of each
 * order.
 */
record Bleu() implements TextMetric {
  static final String NAME = "bleu";

  private static final int ORDERS = 4;
  private static final int MATCHES = 2;
  private static final int TOTALS = MATCHES + ORDERS;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int width() {
    return TOTALS + ORDERS;
  }

  @Override
  public void add(Judged row, double[] sums, int at) {
    List<String> hypothesis = Tokenizer13a.tokens(row.best().string());
    List<List<String>> references =
        row.references().stream().map(r -> Tokenizer13a.tokens(r.string())).toList();
    sums[at] += hypothesis.size();
    sums[at + 1] += closest(hypothesis.size(), references);
    for (int order = 1; order <= ORDERS; order++) {
      Map<String, Integer> most = new HashMap<>();
      for (List<String> reference : references) {
        Counts.ofTokens(reference, order).forEach((k, n) -> most.merge(k, n, Math::max));
      }
      sums[at + MATCHES + order - 1] += Counts.common(Counts.ofTokens(hypothesis, order), most);
      sums[at + TOTALS + order - 1] += Math.max(0, hypothesis.size() - order + 1);
    }
  }

  private static int closest(int length, List<List<String>> references) {
    int closest = references.get(0).size();
    for (List<String> reference : references) {
      int nearer = Math.abs(length - closest) - Math.abs(length - reference.size());
      if (nearer > 0 || nearer == 0 && reference.size() < closest) {
        closest = reference.size();
      }
    }
    return closest;
  }

  @Override
  public double value(double[] sums, int at) {
    double length = sums[at];
    double reference = sums[at + 1];
    if (length == 0 && reference == 0) {
      return Double.NaN;
    }
    if (sums[at + MATCHES] == 0) {
      return 0;
    }
    double logs = 0;
    double halving = 1;
    for (int order = 0; order < ORDERS; order++) {
      double total = sums[at + TOTALS + order];
      if (total == 0) {
        // Too short for any n-gram of this order: sacreBLEU's precision is 0, not smoothed.
        return 0;
      }
      double matches = sums[at + MATCHES + order];
      if (matches == 0) {
        halving /= 2;
        matches = halving;
      }
      logs += Math.log(matches / total);
    }
    double brevity = Math.min(1, Math.exp(1 - reference / length));
    return 100 * brevity * Math.exp(logs / ORDERS);
  }
}
