package org.diabolo.encode;

import java.util.List;
import org.diabolo.field.TextField;
import org.diabolo.job.PredictSpec;
import org.diabolo.network.Bundle;

/** A model that is asked for targets. Used by one thread at a time. */
interface Answers {

  /**
   * @param sources prepared rows
   * @return for each of them the cells of {@link PredictedColumns} from the output up to the
   *     version, in their order
   */
  List<List<Object>> of(List<float[]> sources);

  /** Opens the networks. */
  static Answers open(Bundle.Parts parts, PredictSpec spec) {
    return parts.target() instanceof TextField target
        ? new TextAnswers(parts, target, spec)
        : new NumberAnswers(parts);
  }
}
