package org.diabolo.model;

import java.io.Serializable;
import org.diabolo.job.PredictSpec;
import org.diabolo.network.Bundle;

/**
 * What a model is made of, and what of it travels: it is opened again where it arrives.
 *
 * @param parts fields and networks
 * @param codeSize numbers in a code
 * @param longest most tokens of a source that is taken
 * @param search of the model's job
 */
record ModelParts(Bundle.Parts parts, int codeSize, int longest, PredictSpec search)
    implements Serializable {

  static ModelParts of(Bundle bundle) {
    Bundle.Card card = bundle.card();
    return new ModelParts(
        bundle.parts(), card.code(), card.longest(), Searches.of(card.provenance()));
  }

  private Object readResolve() {
    return new Model(this);
  }
}
