package org.diabolo.batch;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A chunk's batches in one epoch: its rows in the order of their lengths, cut into batches of
 * neighbours, so that little is padded; the batches in an order of their own. Rows of equal lengths
 * come in an order drawn anew each epoch, and long rows' lengths are blurred a little, so that
 * batches differ between epochs.
 */
final class Buckets {
  /** Of a length; up to 12 steps this blurs nothing, and there rows of equal lengths are many. */
  private static final double BLUR = 0.04;

  private static final int LENGTH_BITS = 18;
  private static final int PLACE_BITS = 27;
  private static final int LONGEST = (1 << LENGTH_BITS) - 1;

  private final int[] rows;
  private final int[] starts;
  private final int[] batches;

  /**
   * @param chunk of one row at least
   * @param batching whose lengths count
   * @param order of the epoch
   * @param count of batches, from 1 to the rows' number
   */
  Buckets(Chunk chunk, Batching batching, EpochOrder order, int count) {
    RowSizes sizes = new RowSizes(batching, chunk);
    this.rows =
        byLength(sizes, order.rows(chunk.index(), chunk.rows()), order.lengths(chunk.index()));
    this.starts = cut(sizes, rows, count);
    this.batches = order.batches(chunk.index(), count);
  }

  /** Where the batch at a position of the epoch begins among {@link #row}s. */
  int from(int position) {
    return starts[batches[position]];
  }

  int to(int position) {
    return starts[batches[position] + 1];
  }

  /** The chunk's row at a place of the order. */
  int row(int place) {
    return rows[place];
  }

  /**
   * By the longer side; where that is equal by how much longer it is than the other, back and
   * forth, so that neighbours are alike on both sides.
   *
   * @param shuffled rows in a random order, which stays where lengths are equal
   * @param blur null for none
   */
  private static int[] byLength(RowSizes sizes, int[] shuffled, SplittableRandom blur) {
    long[] keys = new long[shuffled.length];
    for (int place = 0; place < keys.length; place++) {
      int source = sizes.source(shuffled[place]);
      int target = sizes.target(shuffled[place]);
      double width = blur == null ? 0 : BLUR * Math.max(source, target);
      long longer = Math.max(0, blurred(Math.max(source, target), width, blur));
      long lead = blurred(source - target, width, blur);
      long inOrder = (longer % 2 == 0 ? lead : -lead) + LONGEST / 2;
      keys[place] =
          (Math.min(LONGEST, longer) << LENGTH_BITS + PLACE_BITS)
              | (Math.max(0, Math.min(LONGEST, inOrder)) << PLACE_BITS)
              | place;
    }
    Arrays.sort(keys);
    int[] rows = new int[keys.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = shuffled[(int) (keys[i] & (1L << PLACE_BITS) - 1)];
    }
    return rows;
  }

  private static long blurred(int length, double width, SplittableRandom blur) {
    return blur == null ? length : Math.round(length + width * (2 * blur.nextDouble() - 1));
  }

  /** At equal steps of the summed sizes, but never without a row between two cuts. */
  private static int[] cut(RowSizes sizes, int[] rows, int count) {
    long[] sums = new long[rows.length + 1];
    for (int i = 0; i < rows.length; i++) {
      sums[i + 1] = sums[i] + sizes.of(rows[i]);
    }
    int[] starts = new int[count + 1];
    int place = 0;
    for (int batch = 1; batch < count; batch++) {
      double wanted = (double) sums[rows.length] * batch / count;
      while (place < rows.length && (sums[place] + sums[place + 1]) / 2.0 < wanted) {
        place++;
      }
      starts[batch] =
          Math.max(starts[batch - 1] + 1, Math.min(rows.length - (count - batch), place));
    }
    starts[count] = rows.length;
    return starts;
  }
}
