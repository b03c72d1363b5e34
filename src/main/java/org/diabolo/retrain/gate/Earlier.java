package org.diabolo.retrain.gate;

import java.io.Serializable;
import org.diabolo.field.TextField;
import org.diabolo.network.Bundle;

/**
 * A model that a candidate is compared with.
 *
 * @param parts the model
 * @param longest most tokens of a source that it takes; rows that are longer it rejects
 */
record Earlier(Bundle.Parts parts, int longest) implements Serializable {
  static Earlier of(Bundle model) {
    return new Earlier(model.parts(), model.card().longest());
  }

  /**
   * @param source raw cell of a row
   */
  boolean takes(Object source) {
    return !(parts.source() instanceof TextField text)
        || text.tokens((String) source).size() <= longest;
  }
}
