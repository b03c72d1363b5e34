package org.diabolo.evaluate;

import java.io.Serializable;
import org.apache.spark.api.java.JavaRDD;
import org.diabolo.batch.Example;
import org.diabolo.field.NumberField;

/**
 * How near a decoded number must be to be, rounded, the number that came in: the numbers of a
 * column lie on a grid of as many decimals as the train rows show, and half a step is the most that
 * rounding mends. Decimals that a float cannot tell beside the column's spread are not asked for.
 *
 * <p>A column that is constant in train becomes 0 whatever a row has there, and comes back as that
 * constant. Whether it came back right cannot be told on the network's side, so it is not counted.
 *
 * @param tolerance of each column, on the network's side of the field; infinite where the column is
 *     not counted
 */
record Grid(double[] tolerance) implements Serializable {
  private static final int MOST_DECIMALS = 6;
  private static final double FLOAT_ROUNDING = 1e-6;

  /**
   * @param field of the rows
   * @param train rows whose targets show the decimals, at least one
   */
  static Grid of(NumberField field, JavaRDD<Example> train) {
    double[] scales = field.scales();
    int[] decimals =
        train.aggregate(
            new int[field.size()],
            (most, row) -> most(most, field.toRaw(row.target(), 0), scales),
            Grid::most);
    double[] tolerance = new double[scales.length];
    for (int i = 0; i < tolerance.length; i++) {
      tolerance[i] =
          scales[i] == 0 ? Double.POSITIVE_INFINITY : 0.5 * Math.pow(10, -decimals[i]) / scales[i];
    }
    return new Grid(tolerance);
  }

  /**
   * @param column its number
   * @return whether it can be told if the column came back right
   */
  boolean counts(int column) {
    return Double.isFinite(tolerance[column]);
  }

  private static int[] most(int[] decimals, double[] numbers, double[] scales) {
    for (int i = 0; i < decimals.length; i++) {
      decimals[i] = Math.max(decimals[i], decimals(numbers[i], scales[i]));
    }
    return decimals;
  }

  /** The fewest after which nothing but a float's rounding is left. */
  static int decimals(double number, double scale) {
    double rounding = FLOAT_ROUNDING * Math.max(Math.abs(number), scale);
    for (int decimals = 0; decimals < MOST_DECIMALS; decimals++) {
      double power = Math.pow(10, decimals);
      if (Math.abs(Math.rint(number * power) / power - number) <= rounding) {
        return decimals;
      }
    }
    return MOST_DECIMALS;
  }

  private static int[] most(int[] a, int[] b) {
    for (int i = 0; i < a.length; i++) {
      a[i] = Math.max(a[i], b[i]);
    }
    return a;
  }
}
