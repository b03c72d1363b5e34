package org.diabolo.retrain.gate;

import org.diabolo.evaluate.TextBaselines;

/** Text without a network. */
record TextBaseline(String name, TextBaselines.Asked asked) implements BaselineAnswers {
  @Override
  public Object answer(Object source, Object target) {
    return asked.answer(source instanceof String text ? text : null);
  }
}
