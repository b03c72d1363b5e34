package org.diabolo.model;

import java.util.List;
import org.diabolo.field.TextField;
import org.diabolo.job.PredictSpec;
import org.diabolo.network.Bundle;

/** A model that is asked for the targets of prepared rows. Safe for use by several threads. */
public interface Answers {

  /**
   * @param sources prepared rows
   * @return for each of them its targets, best first: of text as many as were asked for, if there
   *     are as many; one of numbers
   */
  List<List<Output>> of(List<float[]> sources);

  /**
   * @param parts of a model
   * @param spec how texts are searched for; nothing else in it counts
   * @return the model, opened
   * @throws org.diabolo.job.InvalidJobException when the attention is asked for and this model has
   *     none to tell
   */
  static Answers open(Bundle.Parts parts, PredictSpec spec) {
    return parts.target() instanceof TextField target
        ? new TextAnswers(parts, target, spec)
        : new NumberAnswers(parts);
  }
}
