package org.diabolo.space;

/** The nearest of a few thousand codes by Euclidean distance, each looked at. */
public final class Neighbours {
  /** How many are looked up. */
  static final int COUNT = 10;

  private Neighbours() {}

  /**
   * @param index codes that are looked up
   * @param queries a code for each of them, of the same row and as many numbers
   * @return the share of the nearest of {@code index[i]}, without itself, that are also among the
   *     nearest of {@code queries[i]}, as a mean over all i; of equally near ones the first counts
   */
  static double kept(float[][] index, float[][] queries) {
    int count = Math.min(COUNT, index.length - 1);
    long kept = 0;
    for (int i = 0; i < index.length; i++) {
      kept += same(nearest(index, index[i], i, count), nearest(index, queries[i], i, count));
    }
    return (double) kept / ((long) count * index.length);
  }

  /**
   * @param index codes that are looked up
   * @param query a code of as many numbers
   * @return the places of the ten nearest in the index, or of all where there are fewer, the
   *     nearest first; of equally near ones the first counts
   */
  public static int[] nearest(float[][] index, float[] query) {
    return nearest(index, query, -1, Math.min(COUNT, index.length));
  }

  /**
   * @param right nearest of a query
   * @param found as many
   * @return how many are in both
   */
  public static int same(int[] right, int[] found) {
    int same = 0;
    for (int one : found) {
      for (int other : right) {
        same += one == other ? 1 : 0;
      }
    }
    return same;
  }

  private static int[] nearest(float[][] index, float[] query, int itself, int count) {
    int[] places = new int[count];
    double[] distances = new double[count];
    int found = 0;
    for (int i = 0; i < index.length; i++) {
      if (i == itself) {
        continue;
      }
      double distance = distance(index[i], query);
      if (found == count && distance >= distances[count - 1]) {
        continue;
      }
      int at = found < count ? found++ : count - 1;
      while (at > 0 && distances[at - 1] > distance) {
        distances[at] = distances[at - 1];
        places[at] = places[at - 1];
        at--;
      }
      distances[at] = distance;
      places[at] = i;
    }
    return places;
  }

  private static double distance(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      double miss = (double) one[i] - other[i];
      sum += miss * miss;
    }
    return sum;
  }
}
