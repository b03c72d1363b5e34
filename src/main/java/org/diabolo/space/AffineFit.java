package org.diabolo.space;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * The affine map of least squares from some codes to others of the same rows: {@code to ≈ from W +
 * b}. Summed in the order of the rows, so that equal rows give equal bits.
 */
final class AffineFit {
  /** Variance below this share of the largest in any direction is rounding. */
  private static final double ROUNDING = 1e-10;

  private final int rows;
  private final double[] meanFrom;
  private final double[] meanTo;
  private final EigenDecomposition parts;

  /** Variances in the directions of the parts. */
  private final double[] variances;

  /** Of them, those up to this tell nothing. */
  private final double nothing;

  private final RealMatrix across;
  private final double variance;

  /**
   * @param from codes, a row each
   * @param to codes of the same rows
   */
  AffineFit(float[][] from, float[][] to) {
    this.rows = from.length;
    this.meanFrom = means(from);
    this.meanTo = means(to);
    double[][] x = less(from, meanFrom);
    double[][] y = less(to, meanTo);
    this.parts = new EigenDecomposition(MatrixUtils.createRealMatrix(products(x, x)));
    this.variances = parts.getRealEigenvalues();
    this.nothing = ROUNDING * Arrays.stream(variances).max().orElse(0);
    this.across = MatrixUtils.createRealMatrix(products(x, y));
    double sum = 0;
    for (double[] row : y) {
      for (double number : row) {
        sum += number * number;
      }
    }
    this.variance = sum;
  }

  private static double[] means(float[][] rows) {
    double[] means = new double[rows[0].length];
    for (float[] row : rows) {
      for (int i = 0; i < means.length; i++) {
        means[i] += row[i];
      }
    }
    for (int i = 0; i < means.length; i++) {
      means[i] /= rows.length;
    }
    return means;
  }

  private static double[][] less(float[][] rows, double[] means) {
    double[][] centred = new double[rows.length][means.length];
    for (int r = 0; r < rows.length; r++) {
      for (int i = 0; i < means.length; i++) {
        centred[r][i] = rows[r][i] - means[i];
      }
    }
    return centred;
  }

  private static double[][] products(double[][] x, double[][] y) {
    double[][] sums = new double[x[0].length][y[0].length];
    for (int r = 0; r < x.length; r++) {
      for (int i = 0; i < sums.length; i++) {
        for (int j = 0; j < sums[i].length; j++) {
          sums[i][j] += x[r][i] * y[r][j];
        }
      }
    }
    return sums;
  }

  /**
   * @return the share of the variance of what is mapped to that the map leaves, with what it owes
   *     to its own freedom counted in (as in an adjusted R²); nothing where that is all of it, or
   *     what is mapped to does not vary
   */
  OptionalDouble residual() {
    double explained = 0;
    int directions = 0;
    RealMatrix turned = parts.getVT().multiply(across);
    for (int i = 0; i < variances.length; i++) {
      if (variances[i] > nothing) {
        directions++;
        for (double number : turned.getRow(i)) {
          explained += number * number / variances[i];
        }
      }
    }
    int left = rows - directions - 1;
    return left < 1 || variance == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.max(0, variance - explained) / left / (variance / (rows - 1)));
  }

  /**
   * @return the map; directions in which the codes do not vary lead nowhere
   */
  AffineMap map() {
    RealMatrix turned = parts.getVT().multiply(across);
    for (int i = 0; i < turned.getRowDimension(); i++) {
      double scale = variances[i] > nothing ? 1 / variances[i] : 0;
      turned.setRowVector(i, turned.getRowVector(i).mapMultiply(scale));
    }
    RealMatrix weights = parts.getV().multiply(turned);
    double[] shift = weights.preMultiply(meanFrom);
    for (int i = 0; i < shift.length; i++) {
      shift[i] = meanTo[i] - shift[i];
    }
    return new AffineMap(weights, shift);
  }
}
