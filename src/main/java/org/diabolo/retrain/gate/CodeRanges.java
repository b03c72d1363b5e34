package org.diabolo.retrain.gate;

import java.io.Serializable;
import org.diabolo.space.CodePairs;

/**
 * Whether a model's codes are numbers, and how many of their dimensions tell rows apart. A
 * dimension is dead if its range over the rows, largest less smallest, is at most a thousandth of
 * the widest dimension's: least and largest are the same in any order, which a variance is not.
 */
final class CodeRanges implements Serializable {
  private static final double DEAD = 1e-3;

  /** Null before the first row. */
  private float[] least;

  private float[] largest;
  private long notFinite;

  void add(float[] code) {
    if (CodePairs.isFinite(code)) {
      widen(code, code);
    } else {
      notFinite++;
    }
  }

  CodeRanges merge(CodeRanges other) {
    if (other.least != null) {
      widen(other.least, other.largest);
    }
    notFinite += other.notFinite;
    return this;
  }

  private void widen(float[] low, float[] high) {
    if (least == null) {
      least = low.clone();
      largest = high.clone();
    }
    for (int i = 0; i < least.length; i++) {
      least[i] = Math.min(least[i], low[i]);
      largest[i] = Math.max(largest[i], high[i]);
    }
  }

  /**
   * @return rows whose codes hold what is no finite number
   */
  long notFinite() {
    return notFinite;
  }

  /**
   * @return numbers of a code; 0 of no rows
   */
  int dimensions() {
    return least == null ? 0 : least.length;
  }

  /**
   * @return dimensions that are all but the same in all rows
   */
  int dead() {
    double widest = 0;
    for (int i = 0; i < dimensions(); i++) {
      widest = Math.max(widest, (double) largest[i] - least[i]);
    }
    int dead = 0;
    for (int i = 0; i < dimensions(); i++) {
      dead += (double) largest[i] - least[i] <= DEAD * widest ? 1 : 0;
    }
    return dead;
  }
}
