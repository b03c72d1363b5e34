package org.diabolo.retrain.gate;

/**
 * A figure that was measured on some rows, and how far off it may be. Of slices the percentages are
 * those of all slices together.
 *
 * @param value of the rows
 * @param oneSided the true figure is below {@code high} with 95 %, and above {@code low} with 95 %
 * @param twoSided the true figure is between both with 95 %
 */
public record Estimate(double value, Ends oneSided, Ends twoSided) {
  static final Estimate NONE =
      new Estimate(Double.NaN, new Ends(Double.NaN, Double.NaN), new Ends(Double.NaN, Double.NaN));

  /**
   * @param low the lower end
   * @param high the upper end
   */
  public record Ends(double low, double high) {}
}
