package org.diabolo.average.rows;

import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * Where a row stands: its chunk, and its rank in there.
 *
 * @param chunk from 0
 * @param rank rows are ordered by it
 * @param tie and by this where ranks are equal
 */
record RowPlace(int chunk, long rank, long tie) {

  /** By seed and key alone: all 128 bits of a hash, so that no two rows stand in one place. */
  static RowPlace shuffled(String key, long seed, int chunks) {
    byte[] text = key.getBytes(StandardCharsets.UTF_8);
    long[] hash = MurmurHash3.hash128x64(text, 0, text.length, Long.hashCode(seed));
    return new RowPlace(Math.floorMod(hash[0], chunks), hash[1], hash[0]);
  }

  /** Of a row that keeps its position among {@code rows}: each replica has one stretch of them. */
  static RowPlace kept(long position, long rows, int chunks, int replicas) {
    int stretch = (int) Math.min(chunks - 1, Math.multiplyExact(position, (long) chunks) / rows);
    int chunksAReplica = chunks / replicas;
    int replica = stretch / chunksAReplica;
    return new RowPlace(stretch % chunksAReplica * replicas + replica, position, 0);
  }
}
