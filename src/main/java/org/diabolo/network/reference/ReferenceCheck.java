package org.diabolo.network.reference;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.diabolo.job.BadDataException;

/** Whether what was read as a reference can be meant. */
public final class ReferenceCheck {
  private static final int MOST_EDGES = 100;
  private static final int MOST_QUANTILES = 100_001;
  private static final int LONGEST_NAME = 10_000;

  /** Of a mean of floats. */
  private static final double MOST_MEAN = Float.MAX_VALUE;

  /** Of a covariance of floats, over the rows less one. */
  private static final double MOST_COVARIANCE = 2 * MOST_MEAN * MOST_MEAN;

  private ReferenceCheck() {}

  /**
   * @param reference as it was read
   * @param code numbers in a code of the model
   * @throws BadDataException that names what is wrong, and at which index
   */
  public static void check(Reference reference, int code) {
    require(
        "valid".equals(reference.split()) || "test".equals(reference.split()),
        "split is %s, allowed: valid or test",
        reference.split());
    require(reference.rows() > 0, "rows is %d, allowed: 1 or more", reference.rows());
    Reference.Input input = reference.input();
    require(
        input != null
            && input.rows() > 0
            && input.rejected() >= 0
            && input.rejected() <= input.rows(),
        "input: allowed: rows of 1 or more, and rejected from 0 to rows");
    if (reference.errors() != null) {
      errors(reference.errors());
    }
    codes(reference, code);
    require(reference.inputs() != null, "inputs is missing");
    binned("inputs", reference.inputs(), reference.rows());
  }

  private static void errors(ErrorQuantiles errors) {
    float[] quantiles = errors.quantiles();
    require(errors.measure() != null, "errors.measure is missing");
    require(
        quantiles != null && quantiles.length >= 2 && quantiles.length <= MOST_QUANTILES,
        "errors.quantiles: allowed: 2 to %d numbers",
        MOST_QUANTILES);
    for (int i = 0; i < quantiles.length; i++) {
      require(
          Float.isFinite(quantiles[i]) && quantiles[i] >= (i == 0 ? 0 : quantiles[i - 1]),
          "errors.quantiles[%d] is %s, allowed: a number of at least 0 and the one before",
          i,
          quantiles[i]);
    }
  }

  private static void codes(Reference reference, int size) {
    CodeMoments codes = reference.codes();
    require(
        codes != null
            && codes.mean() != null
            && codes.mean().length == size
            && codes.numbers() != null
            && codes.numbers().size() == size,
        "codes: allowed: mean and numbers of %d",
        size);
    within(MOST_MEAN, "codes.mean", codes.mean());
    binned("codes.numbers", codes.numbers(), reference.rows());
    if (codes.covariance() == null) {
      return;
    }
    require(
        size <= CodeMoments.MOST && codes.covariance().length == CodeMoments.triangle(size),
        "codes.covariance: found %d numbers, allowed: %s",
        codes.covariance().length,
        size <= CodeMoments.MOST ? CodeMoments.triangle(size) : "none of so long codes");
    within(MOST_COVARIANCE, "codes.covariance", codes.covariance());
    int place = 0;
    for (int i = 0; i < size; i++) {
      require(
          codes.covariance()[place] >= 0,
          "codes.covariance[%d] is %s, allowed of a variance: 0 or more",
          place,
          codes.covariance()[place]);
      place += size - i;
    }
  }

  private static void within(double most, String key, double[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      within(most, key + "[" + i + "]", numbers[i]);
    }
  }

  private static void within(double most, String key, double number) {
    require(Math.abs(number) <= most, "%s is %s, no number that floats give", key, number);
  }

  private static void binned(String key, List<Binned> all, long rows) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < all.size(); i++) {
      Binned one = all.get(i);
      String at = key + "[" + i + "]";
      require(one != null, "%s is missing", at);
      require(
          one.name() != null && one.name().length() <= LONGEST_NAME && names.add(one.name()),
          "%s.name: allowed: a name of its own of at most %d characters",
          at,
          LONGEST_NAME);
      within(MOST_MEAN, at + ".mean", one.mean());
      bins(at, one, rows);
    }
  }

  private static void bins(String at, Binned one, long rows) {
    float[] edges = one.edges();
    require(
        edges != null && edges.length > 0 && edges.length <= MOST_EDGES,
        "%s.edges: allowed: 1 to %d numbers",
        at,
        MOST_EDGES);
    for (int i = 0; i < edges.length; i++) {
      require(
          Float.isFinite(edges[i]) && (i == 0 || edges[i] > edges[i - 1]),
          "%s.edges[%d] is %s, allowed: rising numbers",
          at,
          i,
          edges[i]);
    }
    long[] counts = one.counts();
    require(
        counts != null
            && counts.length == edges.length + 1
            && Arrays.stream(counts).allMatch(count -> count >= 0 && count <= rows)
            && Arrays.stream(counts).sum() == rows,
        "%s.counts: allowed: %d counts of 0 or more, together the %d rows",
        at,
        edges.length + 1,
        rows);
  }

  private static void require(boolean right, String message, Object... arguments) {
    if (!right) {
      throw new BadDataException(message.formatted(arguments));
    }
  }
}
