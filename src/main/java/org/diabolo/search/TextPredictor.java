package org.diabolo.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.diabolo.field.TextField;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.PredictSpec;
import org.diabolo.network.Bundle;

/** Prepared sources to the texts that a model gives for them. Safe for use by several threads. */
public final class TextPredictor {
  private final TextField target;
  private final SourceEncoder encoder;
  private final TextSearch search;

  /**
   * @param parts of a bundle whose target is text
   * @param spec how wide and how far is searched
   * @throws InvalidJobException when the attention is asked for and the decoder does not tell it
   */
  public TextPredictor(Bundle.Parts parts, PredictSpec spec) {
    this.search = TextSearch.of(parts, spec);
    this.target = (TextField) parts.target();
    this.encoder = new SourceEncoder(parts);
  }

  /**
   * @param sources prepared rows, as the source field gives them
   * @return for each of them the best hypotheses, best first, see {@link TextSearch#search}; of
   *     those that cut one text in several ways the best alone
   */
  public List<List<Hypothesis>> predict(List<float[]> sources) {
    List<List<Hypothesis>> found = new ArrayList<>(Collections.nCopies(sources.size(), List.of()));
    encoder.encode(
        sources,
        TextBatch.rows(search.numbers()),
        (rows, encoded) -> {
          List<List<Hypothesis>> texts = search.search(rows.size(), encoded);
          for (int i = 0; i < texts.size(); i++) {
            found.set(rows.get(i), distinct(texts.get(i)));
          }
        });
    return found;
  }

  private List<Hypothesis> distinct(List<Hypothesis> best) {
    Set<String> seen = new HashSet<>();
    return best.stream().filter(one -> seen.add(target.text(one.tokens()))).toList();
  }
}
