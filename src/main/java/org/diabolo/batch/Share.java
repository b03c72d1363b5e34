package org.diabolo.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The chunks that one replica owns for the whole of training.
 *
 * @param replica from 0
 * @param chunks their indexes
 * @param lengths of each of them in an epoch: rows, or batches where they are cut into {@link
 *     Buckets}
 */
public record Share(int replica, int[] chunks, int[] lengths) {

  /**
   * Shares that are counted in rows. Gives chunk {@code c} to replica {@code c mod replicas}.
   *
   * @param chunkRows rows in each chunk
   * @param replicas at least 1
   * @return one share a replica; some may be empty
   */
  public static List<Share> divide(int[] chunkRows, int replicas) {
    List<Share> shares = new ArrayList<>();
    for (int replica = 0; replica < replicas; replica++) {
      int mine = replica;
      int[] chunks =
          IntStream.range(0, chunkRows.length)
              .filter(c -> c % replicas == mine && chunkRows[c] > 0)
              .toArray();
      int[] rows = IntStream.of(chunks).map(c -> chunkRows[c]).toArray();
      shares.add(new Share(replica, chunks, rows));
    }
    return shares;
  }

  /**
   * @return rows, or batches, of the whole share
   */
  public long total() {
    return IntStream.of(lengths).asLongStream().sum();
  }

  /**
   * @param stride rows a step; 1 where the share is counted in batches
   * @return local steps that one epoch takes; the last may be short
   */
  public long steps(int stride) {
    return (total() + stride - 1) / stride;
  }

  /**
   * Finds a stretch of the epoch: all chunks of the share laid end to end in the epoch's order.
   *
   * @param order of the epoch
   * @param from first row, or batch
   * @param to the one after the last; cut to the share's end
   * @return the stretch, in order; empty when the share has ended before {@code from}
   */
  public List<Segment> segments(EpochOrder order, long from, long to) {
    List<Segment> segments = new ArrayList<>();
    long start = 0;
    for (int place : order.chunks(replica, chunks.length)) {
      long end = start + lengths[place];
      long first = Math.max(from, start);
      long last = Math.min(to, end);
      if (first < last) {
        segments.add(
            new Segment(
                chunks[place], (int) (first - start), (int) (last - start), lengths[place]));
      }
      start = end;
    }
    return segments;
  }
}
