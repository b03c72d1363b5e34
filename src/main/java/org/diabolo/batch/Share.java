package org.diabolo.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What one replica trains on in an epoch, or in the rest of one: chunks, or stretches of them.
 *
 * @param replica from 0
 * @param segments of chunks; they count rows, or batches where chunks are cut into {@link Buckets}
 */
public record Share(int replica, List<Segment> segments) {

  /**
   * A share of whole chunks.
   *
   * @param replica from 0
   * @param chunks their indexes
   * @param lengths of each of them in an epoch: rows, or batches
   * @return the share
   */
  public static Share whole(int replica, int[] chunks, int[] lengths) {
    return new Share(
        replica,
        IntStream.range(0, chunks.length)
            .mapToObj(i -> new Segment(chunks[i], 0, lengths[i], lengths[i]))
            .toList());
  }

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
      shares.add(whole(replica, chunks, rows));
    }
    return shares;
  }

  /**
   * Lays segments end to end and cuts them into shares of one length, give or take one.
   *
   * @param segments of all replicas
   * @param replicas at least 1
   * @return one share a replica; some are empty when there is less than one position a replica
   */
  public static List<Share> deal(List<Segment> segments, int replicas) {
    long total = length(segments);
    List<Share> shares = new ArrayList<>();
    for (int replica = 0; replica < replicas; replica++) {
      long from = total * replica / replicas;
      long to = total * (replica + 1) / replicas;
      shares.add(new Share(replica, cut(segments, from, to)));
    }
    return shares;
  }

  /**
   * @return chunks that the share has segments of, in their order
   */
  public int[] chunks() {
    return segments.stream().mapToInt(Segment::chunk).toArray();
  }

  /**
   * @return rows, or batches, of each segment
   */
  public int[] lengths() {
    return segments.stream().mapToInt(Segment::length).toArray();
  }

  /**
   * @return rows, or batches, of the whole share
   */
  public long total() {
    return length(segments);
  }

  /**
   * @param stride rows a step; 1 where the share is counted in batches
   * @return local steps that the share takes; the last may be short
   */
  public long steps(int stride) {
    return (total() + stride - 1) / stride;
  }

  /**
   * Finds a stretch of the share: all its segments laid end to end in the epoch's order.
   *
   * @param order of the epoch
   * @param from first row, or batch
   * @param to the one after the last; cut to the share's end
   * @return the stretch, in order; empty when the share has ended before {@code from}
   */
  public List<Segment> segments(EpochOrder order, long from, long to) {
    List<Segment> ordered = new ArrayList<>();
    for (int place : order.chunks(replica, segments.size())) {
      ordered.add(segments.get(place));
    }
    return cut(ordered, from, to);
  }

  private static List<Segment> cut(List<Segment> segments, long from, long to) {
    List<Segment> cut = new ArrayList<>();
    long start = 0;
    for (Segment segment : segments) {
      long end = start + segment.length();
      long first = Math.max(from, start);
      long last = Math.min(to, end);
      if (first < last) {
        cut.add(
            new Segment(
                segment.chunk(),
                (int) (segment.from() + first - start),
                (int) (segment.from() + last - start),
                segment.of()));
      }
      start = end;
    }
    return cut;
  }

  /**
   * @param segments to add up; none of them make 0
   * @return rows, or batches, of all the segments
   */
  public static long length(List<Segment> segments) {
    return segments.stream().mapToLong(Segment::length).sum();
  }
}
