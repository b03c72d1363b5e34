package org.diabolo.search;

import java.util.Arrays;
import java.util.List;
import org.diabolo.batch.Feed;
import org.diabolo.batch.FeedFiller;
import org.diabolo.batch.SimilarRows;
import org.diabolo.batch.Values;
import org.diabolo.engine.Forward;
import org.diabolo.engine.select.OpenNetwork;
import org.diabolo.network.Bundle;

/**
 * Prepared sources to codes and memories. Rows of about the same length are run together. Safe for
 * use by several threads.
 */
public final class SourceEncoder {
  private final Forward encoder;
  private final Feed source;

  /**
   * @param parts of a bundle
   */
  public SourceEncoder(Bundle.Parts parts) {
    this.encoder = OpenNetwork.of(parts.encoder()).forward();
    this.source = parts.feeds().inputs().get(0);
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
   * @param most rows of a batch, at least 1
   * @param use called for each batch; every row is in one of them
   */
  public void encode(List<float[]> sources, int most, Use use) {
    for (int[] batch : SimilarRows.batches(source, sources, most)) {
      List<Integer> rows = Arrays.stream(batch).boxed().toList();
      use.accept(rows, encode(rows.stream().map(sources::get).toList()));
    }
  }

  /**
   * @param rows prepared, run as one batch
   * @return what the encoder gives for them: codes, and the memory with its mask if it has one
   */
  public List<Values> encode(List<float[]> rows) {
    return encode(rows.size(), FeedFiller.values(source, rows));
  }

  /**
   * @param rows in the batch
   * @param given as the source's feed lays them out
   * @return what the encoder gives for them: codes, and the memory with its mask if it has one
   */
  public List<Values> encode(int rows, Values given) {
    return encoder.apply(rows, List.of(given)).stream()
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
