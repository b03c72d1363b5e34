package org.diabolo.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.diabolo.field.TextField;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.PredictSpec;
import org.diabolo.network.Bundle;

/** Prepared sources to the texts that a model gives for them. Used by one thread at a time. */
public final class TextPredictor {
  private static final int MOST_ROWS = 128;

  /** Probabilities of a step of all hypotheses: 64 MB. */
  private static final int MOST_NUMBERS = 16 << 20;

  private final SourceEncoder encoder;
  private final TextSearch search;

  /**
   * @param parts of a bundle whose target is text
   * @param spec how wide and how far is searched
   * @throws InvalidJobException when the attention is asked for and the decoder does not tell it
   */
  public TextPredictor(Bundle.Parts parts, PredictSpec spec) {
    this.search = TextSearch.of(parts, spec);
    int vocabulary = ((TextField) parts.target()).vocabulary().size();
    int hypotheses = MOST_NUMBERS / vocabulary;
    int rows = Math.max(1, Math.min(MOST_ROWS, hypotheses / spec.beam()));
    this.encoder = new SourceEncoder(parts, rows);
  }

  /**
   * @param sources prepared rows, as the source field gives them
   * @return for each of them the best hypotheses, best first, see {@link TextSearch#search}
   */
  public List<List<Hypothesis>> predict(List<float[]> sources) {
    List<List<Hypothesis>> found = new ArrayList<>(Collections.nCopies(sources.size(), List.of()));
    encoder.encode(
        sources,
        (rows, encoded) -> {
          List<List<Hypothesis>> texts = search.search(rows.size(), encoded);
          for (int i = 0; i < texts.size(); i++) {
            found.set(rows.get(i), texts.get(i));
          }
        });
    return found;
  }
}
