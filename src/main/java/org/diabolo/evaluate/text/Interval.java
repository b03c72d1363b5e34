package org.diabolo.evaluate.text;

import java.io.Serializable;

/**
 * A confidence interval.
 *
 * @param low its lower end; NaN if there is none
 * @param high its upper end; NaN if there is none
 */
public record Interval(double low, double high) implements Serializable {
  static final Interval NONE = new Interval(Double.NaN, Double.NaN);
}
