package org.diabolo.rows;

import java.util.Arrays;

/**
 * Which hashes of one bucket are there more than once, and in how many rows. It grows with how many
 * hashes differ, not with how many rows have them.
 */
final class HashTally {
  private long[] hashes = new long[1 << 16];
  private int count;
  private long more;

  /**
   * @param some of the bucket's hashes
   */
  void add(long[] some) {
    if (some.length > hashes.length - count) {
      compact();
      if (some.length > hashes.length / 2 - count) {
        hashes = Arrays.copyOf(hashes, Math.max(2 * hashes.length, count + some.length));
      }
    }
    System.arraycopy(some, 0, hashes, count, some.length);
    count += some.length;
  }

  /** Sorts, and keeps two of each: these tell that it is repeated. */
  private void compact() {
    Arrays.sort(hashes, 0, count);
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (kept < 2 || hashes[kept - 2] != hashes[i]) {
        hashes[kept++] = hashes[i];
      }
    }
    more += count - kept;
    count = kept;
  }

  /**
   * @param without rows that have no hash, which are none of the repeated ones
   * @param most hashes that are named
   */
  RepeatedKeys repeated(long without, int most) {
    compact();
    long[] repeated = new long[Math.min(most, count / 2)];
    int found = 0;
    for (int i = 1; i < count; i++) {
      if (hashes[i] == hashes[i - 1]) {
        if (found < most) {
          repeated[found] = hashes[i];
        }
        found++;
      }
    }
    return new RepeatedKeys(
        without + count + more,
        2L * found + more,
        found > most ? null : Arrays.copyOf(repeated, found));
  }
}
