package org.diabolo.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.diabolo.batch.Feed;
import org.diabolo.batch.FeedFiller;
import org.diabolo.batch.InferenceBatch;
import org.diabolo.batch.Values;
import org.diabolo.engine.Forward;
import org.diabolo.engine.select.Engines;
import org.diabolo.field.TextField;
import org.diabolo.job.PredictSpec;
import org.diabolo.network.Bundle;

/**
 * Prepared sources to the texts that a model gives for them. Rows of about the same length are run
 * together. Used by one thread at a time.
 */
public final class TextPredictor {
  private static final int MOST_ROWS = 128;

  /** Probabilities of a step of all hypotheses: 64 MB. */
  private static final int MOST_NUMBERS = 16 << 20;

  private final Forward encoder;
  private final TextSearch search;
  private final Feed source;
  private final int rows;

  /**
   * @param parts of a bundle whose target is text
   * @param spec how wide and how far is searched
   */
  public TextPredictor(Bundle.Parts parts, PredictSpec spec) {
    this.encoder = Engines.forward(parts.encoder());
    this.search = TextSearch.of(parts, spec);
    this.source = parts.feeds().inputs().get(0);
    int vocabulary = ((TextField) parts.target()).vocabulary().size();
    int hypotheses = MOST_NUMBERS / vocabulary;
    this.rows = Math.max(1, Math.min(MOST_ROWS, hypotheses / spec.beam()));
  }

  /**
   * @param sources prepared rows, as the source field gives them
   * @return for each of them the best hypotheses, best first, see {@link TextSearch#search}
   */
  public List<List<Hypothesis>> predict(List<float[]> sources) {
    List<Integer> order =
        IntStream.range(0, sources.size())
            .boxed()
            .sorted(Comparator.comparing(i -> sources.get(i).length))
            .toList();
    List<List<Hypothesis>> found = new ArrayList<>(Collections.nCopies(sources.size(), List.of()));
    int from = 0;
    while (from < order.size()) {
      int last = Math.min(order.size(), from + rows) - 1;
      int longest = Math.max(1, sources.get(order.get(last)).length);
      int to = Math.min(last + 1, from + InferenceBatch.rows(longest));
      List<Integer> batch = order.subList(from, to);
      List<List<Hypothesis>> texts = batch(batch.stream().map(sources::get).toList());
      for (int i = 0; i < batch.size(); i++) {
        found.set(batch.get(i), texts.get(i));
      }
      from = to;
    }
    return found;
  }

  private List<List<Hypothesis>> batch(List<float[]> sources) {
    Values given = FeedFiller.values(source, sources);
    List<Values> encoded = encoder.apply(sources.size(), List.of(given));
    return search.search(
        sources.size(), encoded.stream().map(values -> masked(values, given)).toList());
  }

  /** DL4J does not tell the mask of what it gives out; it is that of what went in. */
  private static Values masked(Values encoded, Values given) {
    boolean same = encoded.length() > 1 && encoded.length() == given.length();
    return encoded.mask() == null && same
        ? new Values(encoded.data(), encoded.length(), given.mask())
        : encoded;
  }
}
