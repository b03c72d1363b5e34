package org.diabolo.space;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * Codes of the same rows by two models. Of more rows than {@link #MOST} those stay whose keys have
 * the least hash (MurmurHash3's first half), so that parts in any order add up to the same draw.
 */
public final class CodePairs implements Serializable {
  /** Rows that are drawn. */
  public static final int MOST = 2000;

  /** Of fewer, a good part of the neighbours would be kept by chance. */
  public static final int LEAST = 50;

  private record Pair(long hash, String key, float[] older, float[] newer)
      implements Serializable, Comparable<Pair> {
    private static final Comparator<Pair> ORDER =
        Comparator.comparingLong(Pair::hash).thenComparing(Pair::key);

    @Override
    public int compareTo(Pair other) {
      return ORDER.compare(this, other);
    }
  }

  private final TreeSet<Pair> pairs = new TreeSet<>();

  /**
   * Adds a row, unless one of its codes is none.
   *
   * @param key of the row, different in each
   * @param older its code by the model that was there before
   * @param newer its code by the other model
   */
  public void add(String key, float[] older, float[] newer) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    long hash = MurmurHash3.hash128x64(bytes, 0, bytes.length, 0)[0];
    boolean full = pairs.size() == MOST && hash > pairs.last().hash;
    if (!full && isFinite(older) && isFinite(newer)) {
      add(new Pair(hash, key, older, newer));
    }
  }

  private void add(Pair pair) {
    pairs.add(pair);
    if (pairs.size() > MOST) {
      pairs.pollLast();
    }
  }

  private static boolean isFinite(float[] code) {
    for (float number : code) {
      if (!Float.isFinite(number)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Adds the rows of another part.
   *
   * @return this
   */
  public CodePairs merge(CodePairs other) {
    other.pairs.forEach(this::add);
    return this;
  }

  /**
   * @return how well the newer codes stand for the older ones; nothing where there are fewer than
   *     {@link #LEAST} rows, or a code of one has another number of numbers than of the other
   */
  public Optional<Degree> degree() {
    if (pairs.size() < LEAST || pairs.first().older.length != pairs.first().newer.length) {
      return Optional.empty();
    }
    float[][] older = pairs.stream().map(Pair::older).toArray(float[][]::new);
    float[][] newer = pairs.stream().map(Pair::newer).toArray(float[][]::new);
    OptionalDouble residual = new AffineFit(newer, older).residual();
    return Optional.of(
        new Degree(
            older.length,
            Neighbours.kept(older, newer),
            residual.isPresent() ? residual.getAsDouble() : null));
  }
}
