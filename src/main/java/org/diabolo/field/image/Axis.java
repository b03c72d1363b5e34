package org.diabolo.field.image;

/**
 * How the places along one side of a resized image are made from those of the original. A shorter
 * side takes averages over equal stretches; a longer one takes straight lines between the centres
 * of pixels. Weights are whole numbers, so that sums are exact and equal everywhere.
 *
 * @param first for each new place the first old one that it takes from
 * @param weights for each new place what it takes of that and the next ones
 * @param total of the weights of a place
 */
record Axis(int[] first, long[][] weights, long total) {

  static Axis of(int from, int to) {
    return to < from ? shorter(from, to) : longer(from, to);
  }

  /** In parts of which an old place has {@code to} and a new one {@code from}. */
  private static Axis shorter(long from, int to) {
    int[] first = new int[to];
    long[][] weights = new long[to][];
    for (int i = 0; i < to; i++) {
      first[i] = (int) (i * from / to);
      int end = (int) (((i + 1) * from + to - 1) / to);
      weights[i] = new long[end - first[i]];
      for (int j = first[i]; j < end; j++) {
        long left = Math.max(i * from, (long) j * to);
        long right = Math.min((i + 1) * from, (j + 1L) * to);
        weights[i][j - first[i]] = right - left;
      }
    }
    return new Axis(first, weights, from);
  }

  /** In parts of which the way from one old centre to the next has {@code 2 to}. */
  private static Axis longer(long from, int to) {
    int[] first = new int[to];
    long[][] weights = new long[to][];
    long way = 2L * to;
    for (int i = 0; i < to; i++) {
      long centre = Math.max(0, Math.min((from - 1) * way, (2 * i + 1) * from - to));
      first[i] = (int) (centre / way);
      long next = centre % way;
      weights[i] = next == 0 ? new long[] {way} : new long[] {way - next, next};
    }
    return new Axis(first, weights, way);
  }
}
