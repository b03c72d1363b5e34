package org.diabolo.drift;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.diabolo.network.reference.CodeMoments;

/**
 * How far codes are from those of the reference as a whole: the Fréchet distance between two normal
 * distributions of their means and covariances, {@code |μ₁ - μ₂|² + tr(Σ₁ + Σ₂ - 2 (Σ₁ Σ₂)^½)}, as
 * a share of the reference's variance. It is taken in the directions in which the reference varies
 * most, as many as the code has numbers, but at most {@value #DIRECTIONS}.
 *
 * <p>What it comes to by chance depends on how codes are distributed, so it is tried: pairs of
 * samples are drawn, with replacement, from the rows at hand. It falls with the rows as {@code 1 /
 * n + 1 / m}, so no pair needs more than {@value #MOST_DRAWN} rows a side.
 *
 * @see <a href="https://doi.org/10.1016/0047-259X(82)90077-X">D. C. Dowson, B. V. Landau, The
 *     Fréchet distance between multivariate normal distributions, 1982</a>
 * @see <a href="https://doi.org/10.1201/9780429246593">B. Efron, R. J. Tibshirani, An introduction
 *     to the bootstrap, 1993</a>, chapter 16
 */
final class CodeDistance {
  static final String NAME = "distance";
  static final int DIRECTIONS = 32;
  static final int MOST_DRAWN = 2000;

  /** Fewer tell too little of how codes vary. */
  static final int LEAST_ROWS = 100;

  private static final int PAIRS = 199;
  private static final long SEED = 1;

  private CodeDistance() {}

  /**
   * Means and covariances of codes, row-major.
   *
   * @param mean of each number
   * @param covariance as a full matrix
   */
  private record Moments(double[] mean, double[][] covariance) {}

  /**
   * @param then codes of the reference
   * @param before rows that they are of
   * @param codes of the rows, finite, row by row
   * @return nothing where the reference tells no covariance or no variance, or either side has
   *     fewer than {@value #LEAST_ROWS} rows
   */
  static Optional<Check> check(CodeMoments then, long before, float[][] codes) {
    if (then.covariance() == null || Math.min(before, codes.length) < LEAST_ROWS) {
      return Optional.empty();
    }
    EigenDecomposition axes = new EigenDecomposition(full(then));
    int size = Math.min(DIRECTIONS, then.mean().length);
    double[][] spread = new double[size][size];
    double variance = 0;
    for (int i = 0; i < size; i++) {
      spread[i][i] = Math.max(0, axes.getRealEigenvalue(i));
      variance += spread[i][i];
    }
    if (variance == 0) {
      return Optional.empty();
    }
    // About the reference's mean, which so becomes 0.
    double[][] rows = turned(codes, then.mean(), axes, size);
    double effect =
        distance(new Moments(new double[size], spread), moments(rows, all(rows.length))) / variance;
    double[] chance = effect < Levels.LEAST_DISTANCE ? null : byChance(rows, before, variance);
    return Optional.of(
        Check.of(
            NAME,
            effect,
            Levels.LEAST_DISTANCE,
            chance == null ? null : Double.valueOf(chance[atLevel()]),
            chance == null ? null : Double.valueOf(p(chance, effect)),
            Levels.CODES,
            null,
            null));
  }

  private static int atLevel() {
    return (int) Math.floor((1 - Levels.CODES) * (PAIRS + 1)) - 1;
  }

  private static double p(double[] chance, double effect) {
    long as = Arrays.stream(chance).filter(one -> one >= effect).count();
    return (1.0 + as) / (PAIRS + 1);
  }

  private static RealMatrix full(CodeMoments moments) {
    int size = moments.mean().length;
    RealMatrix full = new Array2DRowRealMatrix(size, size);
    int place = 0;
    for (int i = 0; i < size; i++) {
      for (int j = i; j < size; j++) {
        full.setEntry(i, j, moments.covariance()[place]);
        full.setEntry(j, i, moments.covariance()[place++]);
      }
    }
    return full;
  }

  private static double[][] turned(
      float[][] codes, double[] mean, EigenDecomposition axes, int size) {
    double[][] directions = axes.getVT().getSubMatrix(0, size - 1, 0, mean.length - 1).getData();
    double[][] rows = new double[codes.length][size];
    for (int r = 0; r < codes.length; r++) {
      for (int i = 0; i < size; i++) {
        double sum = 0;
        for (int j = 0; j < mean.length; j++) {
          sum += directions[i][j] * (codes[r][j] - mean[j]);
        }
        rows[r][i] = sum;
      }
    }
    return rows;
  }

  /** Sorted. */
  private static double[] byChance(double[][] rows, long before, double variance) {
    int one = (int) Math.min(MOST_DRAWN, before);
    int other = Math.min(MOST_DRAWN, rows.length);
    double scale =
        LargerErrors.harmonic(one, other) / LargerErrors.harmonic(before, rows.length) / variance;
    SplittableRandom random = new SplittableRandom(SEED);
    double[] distances = new double[PAIRS];
    for (int i = 0; i < PAIRS; i++) {
      Moments first = moments(rows, drawn(random, one, rows.length));
      Moments second = moments(rows, drawn(random, other, rows.length));
      distances[i] = distance(first, second) * scale;
    }
    Arrays.sort(distances);
    return distances;
  }

  private static int[] drawn(SplittableRandom random, int count, int rows) {
    int[] places = new int[count];
    for (int i = 0; i < count; i++) {
      places[i] = random.nextInt(rows);
    }
    return places;
  }

  private static int[] all(int rows) {
    int[] places = new int[rows];
    Arrays.setAll(places, i -> i);
    return places;
  }

  private static Moments moments(double[][] rows, int[] places) {
    int size = rows[0].length;
    double[] mean = new double[size];
    for (int place : places) {
      for (int i = 0; i < size; i++) {
        mean[i] += rows[place][i];
      }
    }
    for (int i = 0; i < size; i++) {
      mean[i] /= places.length;
    }
    double[][] covariance = new double[size][size];
    double[] off = new double[size];
    for (int place : places) {
      for (int i = 0; i < size; i++) {
        off[i] = rows[place][i] - mean[i];
      }
      for (int i = 0; i < size; i++) {
        for (int j = i; j < size; j++) {
          covariance[i][j] += off[i] * off[j];
        }
      }
    }
    for (int i = 0; i < size; i++) {
      for (int j = i; j < size; j++) {
        covariance[i][j] /= places.length - 1;
        covariance[j][i] = covariance[i][j];
      }
    }
    return new Moments(mean, covariance);
  }

  private static double distance(Moments one, Moments other) {
    double distance = 0;
    for (int i = 0; i < one.mean.length; i++) {
      double apart = one.mean[i] - other.mean[i];
      distance += apart * apart + one.covariance[i][i] + other.covariance[i][i];
    }
    RealMatrix root = root(one.covariance);
    RealMatrix between =
        root.multiply(new Array2DRowRealMatrix(other.covariance, false)).multiply(root);
    // The product is symmetric but for rounding, which the decomposition does not put up with.
    RealMatrix symmetric = between.add(between.transpose()).scalarMultiply(0.5);
    for (double value : new EigenDecomposition(symmetric).getRealEigenvalues()) {
      distance -= 2 * Math.sqrt(Math.max(0, value));
    }
    return Math.max(0, distance);
  }

  private static RealMatrix root(double[][] covariance) {
    EigenDecomposition axes = new EigenDecomposition(new Array2DRowRealMatrix(covariance, false));
    double[] values = axes.getRealEigenvalues();
    RealMatrix scaled = axes.getV().copy();
    for (int i = 0; i < values.length; i++) {
      double root = Math.sqrt(Math.sqrt(Math.max(0, values[i])));
      for (int row = 0; row < values.length; row++) {
        scaled.multiplyEntry(row, i, root);
      }
    }
    return scaled.multiply(scaled.transpose());
  }
}
