package org.diabolo.search;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.diabolo.batch.Feed;
import org.diabolo.batch.FeedFiller;
import org.diabolo.batch.InferenceBatch;
import org.diabolo.batch.Values;
import org.diabolo.engine.Forward;
import org.diabolo.engine.select.Engines;
import org.diabolo.network.Bundle;

/**
 * Prepared sources to codes and memories. Rows of about the same length are run together. Used by
 * one thread at a time.
 */
public final class SourceEncoder {
  private final Forward encoder;
  private final Feed source;
  private final int most;

  /**
   * @param parts of a bundle
   * @param most rows of a batch, at least 1
   */
  public SourceEncoder(Bundle.Parts parts, int most) {
    this.encoder = Engines.forward(parts.encoder());
    this.source = parts.feeds().inputs().get(0);
    this.most = most;
  }

  /** What is done with a batch. */
  public interface Use {
    /**
     * @param rows the places of the batch's rows among the sources
     * @param encoded what the encoder gives for them: codes, and the memory with its mask if it has
     *     one
     */
    void accept(List<Integer> rows, List<Values> encoded);
  }

  /**
   * @param sources prepared rows, as the source field gives them
   * @param use called for each batch; every row is in one of them
   */
  public void encode(List<float[]> sources, Use use) {
    List<Integer> order =
        IntStream.range(0, sources.size())
            .boxed()
            .sorted(Comparator.comparing(i -> sources.get(i).length))
            .toList();
    int from = 0;
    while (from < order.size()) {
      int last = Math.min(order.size(), from + most) - 1;
      int longest = Math.max(1, sources.get(order.get(last)).length);
      int to = Math.min(last + 1, from + InferenceBatch.rows(longest));
      List<Integer> rows = order.subList(from, to);
      use.accept(rows, encode(rows.stream().map(sources::get).toList()));
      from = to;
    }
  }

  /**
   * @param rows prepared, run as one batch
   * @return what the encoder gives for them: codes, and the memory with its mask if it has one
   */
  public List<Values> encode(List<float[]> rows) {
    Values given = FeedFiller.values(source, rows);
    return encoder.apply(rows.size(), List.of(given)).stream()
        .map(values -> masked(values, given))
        .toList();
  }

  /** DL4J does not tell the mask of what it gives out; it is that of what went in. */
  private static Values masked(Values encoded, Values given) {
    boolean same = encoded.length() > 1 && encoded.length() == given.length();
    return encoded.mask() == null && same
        ? new Values(encoded.data(), encoded.length(), given.mask())
        : encoded;
  }
}
