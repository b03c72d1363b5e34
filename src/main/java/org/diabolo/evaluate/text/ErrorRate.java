package org.diabolo.evaluate.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Levenshtein edits from the best hypothesis to the nearest reference, a symbol of that reference;
 * may exceed 1. Nearest is the reference of fewest edits, of several the longest. Edits and lengths
 * are summed over the corpus before the division. NaN if all references are empty and there are
 * edits.
 */
record ErrorRate(Unit unit) implements TextMetric {
  /** What is edited. */
  enum Unit {
    TOKEN("token_error_rate") {
      @Override
      int[] symbols(Text text, Map<String, Integer> ids) {
        List<String> tokens = text.tokens();
        int[] symbols = new int[tokens.size()];
        for (int i = 0; i < symbols.length; i++) {
          symbols[i] = ids.computeIfAbsent(tokens.get(i), t -> ids.size());
        }
        return symbols;
      }
    },
    /** Code points, spaces among them. */
    CHARACTER("character_error_rate") {
      @Override
      int[] symbols(Text text, Map<String, Integer> ids) {
        return text.characters();
      }
    };

    private final String metric;

    Unit(String metric) {
      this.metric = metric;
    }

    /** The text as numbers that are equal where its symbols are; {@code ids} is of one row. */
    abstract int[] symbols(Text text, Map<String, Integer> ids);
  }

  @Override
  public String name() {
    return unit.metric;
  }

  @Override
  public int width() {
    return 2;
  }

  @Override
  public void add(Judged row, double[] sums, int at) {
    Map<String, Integer> ids = new HashMap<>();
    int[] hypothesis = unit.symbols(row.best(), ids);
    int fewest = Integer.MAX_VALUE;
    int length = 0;
    for (Text text : row.references()) {
      int[] reference = unit.symbols(text, ids);
      int edits = EditDistance.levenshtein(hypothesis, reference);
      if (edits < fewest || edits == fewest && reference.length > length) {
        fewest = edits;
        length = reference.length;
      }
    }
    sums[at] += fewest;
    sums[at + 1] += length;
  }

  @Override
  public double value(double[] sums, int at) {
    double rate = sums[at] / sums[at + 1];
    return Double.isInfinite(rate) ? Double.NaN : rate;
  }
}
