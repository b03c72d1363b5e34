package org.diabolo.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many batches each chunk is cut into, so that all replicas take the same number of steps an
 * epoch, with batches of about one size. It follows from the chunks' sizes alone.
 */
public final class BucketPlan {
  private BucketPlan() {}

  /**
   * Every replica takes as many steps as the one with the largest share needs. A batch never has
   * rows of two chunks: a replica takes at least as many steps as it has chunks. One that has fewer
   * rows than there are steps takes one a row, and sits out the rest of the epoch.
   *
   * @param rows in each chunk
   * @param sizes of the chunks, in the unit of the batches
   * @param replicas that share the chunks as {@link Share#divide} does
   * @param batch size of a batch
   * @return one share a replica, counted in batches
   */
  public static List<Share> divide(int[] rows, long[] sizes, int replicas, int batch) {
    List<Share> shares = Share.divide(rows, replicas);
    long steps = 0;
    for (Share share : shares) {
      long needed = (total(share, sizes) + batch - 1) / batch;
      steps = Math.max(steps, Math.max(Math.min(needed, share.total()), share.chunks().length));
    }
    List<Share> planned = new ArrayList<>();
    for (Share share : shares) {
      planned.add(
          Share.whole(
              share.replica(),
              share.chunks(),
              apportion(share, sizes, (int) Math.min(steps, share.total()))));
    }
    return planned;
  }

  private static long total(Share share, long[] sizes) {
    return IntStream.of(share.chunks()).mapToLong(chunk -> sizes[chunk]).sum();
  }

  /** Batches that rows of a size are cut into where nothing else is to be equal. */
  static int batches(long size, int batch, int rows) {
    return (int) Math.max(1, Math.min(rows, (size + batch - 1) / batch));
  }

  /**
   * Largest remainders (Hamilton's method), between one batch and one a row.
   *
   * @param steps from the number of the share's chunks to that of its rows
   */
  private static int[] apportion(Share share, long[] sizes, int steps) {
    int[] rows = share.lengths();
    int[] counts = new int[rows.length];
    double[] quotas = new double[rows.length];
    int[] chunks = share.chunks();
    double total = total(share, sizes);
    int left = steps;
    for (int i = 0; i < rows.length; i++) {
      quotas[i] = steps * (sizes[chunks[i]] / total);
      counts[i] = Math.max(1, Math.min(rows[i], (int) quotas[i]));
      left -= counts[i];
    }
    for (; left != 0; left -= Integer.signum(left)) {
      int sign = Integer.signum(left);
      int chosen = -1;
      for (int i = 0; i < rows.length; i++) {
        boolean may = sign > 0 ? counts[i] < rows[i] : counts[i] > 1;
        if (may
            && (chosen < 0
                || sign * (quotas[i] - counts[i]) > sign * (quotas[chosen] - counts[chosen]))) {
          chosen = i;
        }
      }
      counts[chosen] += sign;
    }
    return counts;
  }
}
