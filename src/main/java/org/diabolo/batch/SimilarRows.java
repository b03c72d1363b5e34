package org.diabolo.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Batches of rows that nothing is learned from: of similar length, so that little of them is
 * padding, and no larger than what their tokens become in a network allows.
 */
public final class SimilarRows {
  /** A token becomes some hundred numbers in a network; a batch should be no larger for that. */
  private static final int NUMBERS_A_TOKEN = 256;

  private static final int BATCHES = 8;

  /** Rows for which a batch of their own costs less than padding. */
  private static final int WORTH_IT = 16;

  private static final double FULL = 0.9;

  private SimilarRows() {}

  /**
   * @param feed of the rows
   * @param longest numbers of a row so far
   * @return how many rows are worth reading before they are cut into batches
   */
  public static int readAhead(Feed feed, int longest) {
    return feed.ragged() ? BATCHES * most(feed, longest) : most(feed, longest);
  }

  private static int most(Feed feed, int longest) {
    boolean numbers = feed.form() == Feed.Form.FLAT || feed.form() == Feed.Form.STEPS;
    int size = numbers ? longest : FeedFiller.length(feed, longest) * NUMBERS_A_TOKEN;
    return InferenceBatch.rows(Math.max(1, size));
  }

  /**
   * @param feed of the rows
   * @param rows prepared
   * @param most rows of a batch, at least 1
   * @return each row's place once; where rows differ in length, shorter ones first
   */
  public static List<int[]> batches(Feed feed, List<float[]> rows, int most) {
    int[] order =
        IntStream.range(0, rows.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> feed.ragged() ? rows.get(i).length : 0))
            .mapToInt(i -> i)
            .toArray();
    List<int[]> batches = new ArrayList<>();
    int from = 0;
    long there = 0;
    for (int to = 0; to < order.length; to++) {
      int length = rows.get(order[to]).length;
      if (to - from >= most || to > from && isFull(feed, to - from, there, length)) {
        batches.add(Arrays.copyOfRange(order, from, to));
        from = to;
        there = 0;
      }
      there += length;
    }
    if (from < order.length) {
      batches.add(Arrays.copyOfRange(order, from, order.length));
    }
    return batches;
  }

  /**
   * @param rows that the batch has
   * @param there numbers that they have
   * @param next length of the row that would be the longest
   */
  private static boolean isFull(Feed feed, int rows, long there, int next) {
    double room = (double) next * (rows + 1);
    boolean padded = feed.ragged() && there + next < FULL * room;
    return rows >= most(feed, next) || rows >= WORTH_IT && padded;
  }
}
