package org.diabolo.retrain.gate;

import java.io.Serializable;

/** Something that costs next to nothing and that a candidate must not be worse than. */
interface BaselineAnswers extends Serializable {

  /**
   * @return its name, as figures have it
   */
  String name();

  /**
   * @param source the row's raw source
   * @param target the row's raw target, which a baseline of reconstruction compresses
   * @return its answer, in the form of the raw target
   */
  Object answer(Object source, Object target);
}
