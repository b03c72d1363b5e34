package org.diabolo.space;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * Codes of the same rows by two models. Of more rows than are wanted those stay whose keys have the
 * least hash (MurmurHash3's first half), so that parts in any order add up to the same draw.
 */
public final class CodePairs implements Serializable {
  /** Rows by which a degree is told. */
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

  private final int most;
  private final TreeSet<Pair> pairs = new TreeSet<>();

  /** Of {@link #MOST} rows. */
  public CodePairs() {
    this(MOST);
  }

  /**
   * @param most rows that stay
   */
  public CodePairs(int most) {
    this.most = most;
  }

  /**
   * Tells rows that need not be encoded, as they would not stay.
   *
   * @param key of a row
   * @param rows how many there are
   * @param most that stay
   * @return whether it may be one of them
   */
  public static boolean mayStay(String key, long rows, int most) {
    // The least of all hashes are the same share of the numbers that there are, give or take.
    double share = (most + 10 * Math.sqrt(most)) / rows;
    return ((hash(key) ^ Long.MIN_VALUE) >>> 11) * 0x1p-53 < share;
  }

  private static long hash(String key) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    return MurmurHash3.hash128x64(bytes, 0, bytes.length, 0)[0];
  }

  /**
   * Adds a row, unless one of its codes is none.
   *
   * @param key of the row, different in each
   * @param older its code by the model that was there before
   * @param newer its code by the other model
   */
  public void add(String key, float[] older, float[] newer) {
    long hash = hash(key);
    boolean full = pairs.size() == most && hash > pairs.last().hash;
    if (!full && isFinite(older) && isFinite(newer)) {
      add(new Pair(hash, key, older, newer));
    }
  }

  private void add(Pair pair) {
    pairs.add(pair);
    if (pairs.size() > most) {
      pairs.pollLast();
    }
  }

  /**
   * @param code of a row
   * @return whether all of it are numbers
   */
  public static boolean isFinite(float[] code) {
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
   * @param other of the same two models, not changed
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
    if (!areComparable()) {
      return Optional.empty();
    }
    float[][] older = older();
    float[][] newer = newer();
    OptionalDouble residual = new AffineFit(newer, older).residual();
    return Optional.of(
        new Degree(
            older.length,
            Neighbours.kept(older, newer),
            residual.isPresent() ? residual.getAsDouble() : null));
  }

  private boolean areComparable() {
    return pairs.size() >= LEAST && pairs.first().older.length == pairs.first().newer.length;
  }

  /**
   * @return the affine map of least squares from the newer codes to the older ones; nothing as with
   *     {@link #degree}, or where there are less than twice as many rows as numbers in a code
   */
  public Optional<AffineMap> map() {
    return areComparable() && pairs.size() >= 2 * pairs.first().newer.length
        ? Optional.of(new AffineFit(newer(), older()).map())
        : Optional.empty();
  }

  /**
   * @return how many rows there are
   */
  public int rows() {
    return pairs.size();
  }

  private float[][] older() {
    return pairs.stream().map(Pair::older).toArray(float[][]::new);
  }

  private float[][] newer() {
    return pairs.stream().map(Pair::newer).toArray(float[][]::new);
  }
}
