package org.diabolo.batch;

import java.util.Arrays;

/**
 * A batch in which what a network makes of a row depends on nothing but the row, to the bit. Matrix
 * products round by how many rows there are, so all batches have as many, whatever is in those that
 * are not asked for. And they round by the place: OpenBLAS on AVX2 multiplies 12 rows at a time, of
 * which the last 6 are summed otherwise than the first. So the numbers of a row say which of both
 * it goes to. (On AVX-512 all places are alike.)
 *
 * <p>OpenBLAS gives each of its threads a part of the batch. Where rows have fewer than 29,000
 * numbers these are whole tiles for 1, 2, 3, 4 and 6 threads; with another number of threads (5, 8)
 * on AVX2 the last bits of a row depend on its place.
 */
public final class SteadyBatch {
  private static final int TILE = 12;
  private static final int HALF = TILE / 2;
  private static final int[] SIZES = {24 * TILE, 12 * TILE, 6 * TILE, 2 * TILE, TILE};

  private final int size;
  private final int rows;
  private final float[] data;
  private final int[] taken = new int[2];

  /**
   * @param size numbers in a row, at least 1
   */
  public SteadyBatch(int size) {
    this(size, InferenceBatch.rows(size));
  }

  /**
   * @param size numbers in a row, at least 1
   * @param most rows of the batch, where what a row becomes is larger than the row, at least 1
   */
  public SteadyBatch(int size, int most) {
    this.size = size;
    this.rows = Arrays.stream(SIZES).filter(tiles -> tiles <= most).findFirst().orElse(1);
    this.data = new float[rows * size];
  }

  /**
   * @return rows that the batch has, whether they were added or not: 288, 144, 72, 24, 12 or, where
   *     even 12 are very large, 1
   */
  public int rows() {
    return rows;
  }

  /**
   * @return row-major, all rows
   */
  public float[] data() {
    return data;
  }

  /**
   * @param row prepared
   * @return its place, or -1 when there is no room for it until the batch is cleared
   */
  public int add(float[] row) {
    int place = rows == 1 ? taken[0]++ : place(half(row));
    if (place >= rows) {
      return -1;
    }
    System.arraycopy(row, 0, data, place * size, size);
    return place;
  }

  private int place(int half) {
    int next = taken[half]++;
    return next / HALF * TILE + half * HALF + next % HALF;
  }

  private static int half(float[] row) {
    int mixed = 0;
    for (float number : row) {
      mixed ^= Float.floatToRawIntBits(number);
    }
    return Integer.bitCount(mixed) & 1;
  }

  /** Makes room; the numbers stay until others take their places. */
  public void clear() {
    taken[0] = 0;
    taken[1] = 0;
  }
}
