package org.diabolo.evaluate;

import java.util.Arrays;
import java.util.List;

/**
 * The codes that lie nearest to others, by Euclidean distance; every distance is computed, so none
 * is missed. Of equally near ones that with the lower number is nearer.
 *
 * @param codes that are searched, all of one width
 * @param count how many are found, or all where there are fewer
 */
public record Neighbours(List<float[]> codes, int count) {

  /**
   * @param queries of the width of the codes
   * @return of each the numbers of its neighbours among the codes, the nearest first
   */
  public List<int[]> of(List<float[]> queries) {
    return queries.parallelStream().map(this::of).toList();
  }

  private int[] of(float[] query) {
    int[] nearest = new int[Math.min(count, codes.size())];
    double[] distances = new double[nearest.length];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    for (int i = 0; i < codes.size(); i++) {
      double distance = distance(query, codes.get(i));
      int place = Math.min(i, nearest.length);
      while (place > 0 && distance < distances[place - 1]) {
        place--;
      }
      if (place < nearest.length) {
        int after = nearest.length - place - 1;
        System.arraycopy(nearest, place, nearest, place + 1, after);
        System.arraycopy(distances, place, distances, place + 1, after);
        nearest[place] = i;
        distances[place] = distance;
      }
    }
    return nearest;
  }

  /** Squared, which has the same order. */
  private static double distance(float[] one, float[] other) {
    double sum = 0;
    for (int j = 0; j < one.length; j++) {
      double difference = one[j] - other[j];
      sum += difference * difference;
    }
    return sum;
  }

  /**
   * @param before neighbours of a query
   * @param now neighbours of the same
   * @return the share of those before that are neighbours now, 0 to 1
   */
  public static double kept(int[] before, int[] now) {
    long kept =
        Arrays.stream(before).filter(one -> Arrays.stream(now).anyMatch(it -> it == one)).count();
    return (double) kept / before.length;
  }
}
