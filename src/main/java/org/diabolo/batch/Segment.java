package org.diabolo.batch;

import java.io.Serializable;

/**
 * A stretch of a chunk, in the order of one epoch. It counts rows, or batches where the chunk is
 * cut into {@link Buckets}.
 *
 * @param chunk index of the chunk
 * @param from first position
 * @param to position after the last
 * @param of positions that the whole chunk has
 */
public record Segment(int chunk, int from, int to, int of) implements Serializable {

  /**
   * @return positions in the stretch
   */
  public int length() {
    return to - from;
  }
}
