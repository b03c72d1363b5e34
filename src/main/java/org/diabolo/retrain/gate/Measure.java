package org.diabolo.retrain.gate;

import java.io.Serializable;

/** How wrong an answer is, on a scale that all answers share whoever they are from. */
interface Measure extends Serializable {

  /**
   * A row's part of a mean error.
   *
   * @param error at least 0; not finite where the answer is no answer
   * @param size what it is out of, at least 1
   */
  record Score(double error, long size) {}

  /**
   * @return the name of the mean, as reports have it
   */
  String name();

  /**
   * @param right the row's raw target
   * @param answer in the same form: an array of doubles, or a text; null for none
   * @return how wrong it is
   */
  Score of(Object right, Object answer);
}
