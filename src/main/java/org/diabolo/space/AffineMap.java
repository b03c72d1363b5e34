package org.diabolo.space;

import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * A map of codes, {@code z W + b}.
 *
 * @param weights W, as many rows as columns
 * @param shift b
 */
public record AffineMap(RealMatrix weights, double[] shift) {
  /**
   * The largest condition number of a map that is used: undone in single precision, which has some
   * seven digits, it leaves three.
   */
  public static final double MOST_CONDITION = 1e4;

  /**
   * @return the largest singular value of the weights over the least; infinite where that is 0
   */
  public double condition() {
    double[] values = new SingularValueDecomposition(weights).getSingularValues();
    return values[values.length - 1] == 0
        ? Double.POSITIVE_INFINITY
        : values[0] / values[values.length - 1];
  }

  /**
   * @return what leads back
   * @throws org.apache.commons.math3.linear.SingularMatrixException when nothing does
   */
  public AffineMap inverse() {
    RealMatrix back = new LUDecomposition(weights).getSolver().getInverse();
    double[] shifted = back.preMultiply(shift);
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] = -shifted[i];
    }
    return new AffineMap(back, shifted);
  }

  /**
   * Of a layer that gives codes: {@code (x V + c)} and then this map.
   *
   * @param layer V and c
   * @return both in one
   */
  public AffineMap after(AffineMap layer) {
    double[] sum = weights.preMultiply(layer.shift);
    for (int i = 0; i < sum.length; i++) {
      sum[i] += shift[i];
    }
    return new AffineMap(layer.weights.multiply(weights), sum);
  }

  /**
   * @param weights a row for each number that comes in
   * @param shift a number for each that goes out
   * @return the map; {@code weights} is copied, {@code shift} is not
   */
  public static AffineMap of(double[][] weights, double[] shift) {
    return new AffineMap(MatrixUtils.createRealMatrix(weights), shift);
  }
}
