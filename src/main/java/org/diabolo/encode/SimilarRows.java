package org.diabolo.encode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.diabolo.batch.Feed;
import org.diabolo.batch.InferenceBatch;

/** Batches of rows of similar length, so that little of a batch is padding. */
final class SimilarRows {
  /** A token becomes some hundred numbers in a network; a batch should be no larger for that. */
  private static final int NUMBERS_A_TOKEN = 256;

  private static final int BATCHES = 8;

  private SimilarRows() {}

  /**
   * @param feed of the rows
   * @param longest numbers of a row so far
   * @return how many rows are worth reading before they are cut into batches
   */
  static int readAhead(Feed feed, int longest) {
    return feed.ragged() ? BATCHES * most(feed, longest) : most(feed, longest);
  }

  private static int most(Feed feed, int longest) {
    boolean numbers = feed.form() == Feed.Form.FLAT || feed.form() == Feed.Form.STEPS;
    return InferenceBatch.rows(Math.max(1, numbers ? longest : longest * NUMBERS_A_TOKEN));
  }

  /**
   * @param feed of the rows
   * @param rows prepared, at least one
   * @return each row's place once; where rows differ in length, shorter ones first
   */
  static List<int[]> batches(Feed feed, List<float[]> rows) {
    int[] order =
        IntStream.range(0, rows.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> feed.ragged() ? rows.get(i).length : 0))
            .mapToInt(i -> i)
            .toArray();
    List<int[]> batches = new ArrayList<>();
    int from = 0;
    while (from < order.length) {
      int to = from + 1;
      while (to < order.length && to - from < most(feed, rows.get(order[to]).length)) {
        to++;
      }
      batches.add(java.util.Arrays.copyOfRange(order, from, to));
      from = to;
    }
    return batches;
  }
}
