package org.diabolo.anchor;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.diabolo.batch.Example;
import org.diabolo.network.Bundle;
import org.diabolo.search.SteadyCodes;
import org.diabolo.space.CodePairs;

/**
 * The codes of a partition's rows by two models.
 *
 * @param model the new one, which takes the rows as they were prepared
 * @param most rows that are wanted
 */
record PairedRows(Bundle.Parts model, int most) {
  private static final int MOST_NUMBERS = 4 << 20;

  /**
   * @param rows with their codes by the earlier model, if it takes them
   */
  CodePairs of(Iterator<Example> rows) {
    CodePairs pairs = new CodePairs(most);
    SteadyCodes codes = rows.hasNext() ? new SteadyCodes(model) : null;
    List<Example> some = new ArrayList<>();
    long numbers = 0;
    while (rows.hasNext()) {
      Example row = rows.next();
      if (row.anchor().length > 0) {
        some.add(row);
        numbers += row.source().length;
      }
      if (numbers > MOST_NUMBERS || !rows.hasNext()) {
        List<float[]> coded = codes.of(some.stream().map(Example::source).toList());
        for (int i = 0; i < some.size(); i++) {
          pairs.add(some.get(i).key(), some.get(i).anchor(), coded.get(i));
        }
        some.clear();
        numbers = 0;
      }
    }
    return pairs;
  }
}
