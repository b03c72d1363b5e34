package org.diabolo.search;

import org.diabolo.field.TextField;
import org.diabolo.job.PredictSpec;

/**
 * How far a search goes.
 *
 * @param vocabulary ids that a decoder has probabilities of, the special ones counted
 * @param beam hypotheses that are followed at once
 * @param best of them that are told
 * @param maxLength most tokens of a hypothesis, the end not counted
 * @param penalty of lengths
 * @param attention whether it is told what was attended to
 */
record Limits(
    int vocabulary, int beam, int best, int maxLength, LengthPenalty penalty, boolean attention) {

  static Limits of(TextField target, PredictSpec spec) {
    return new Limits(
        target.vocabulary().size(),
        spec.beam(),
        spec.nBest(),
        spec.maxLength() > 0 ? spec.maxLength() : target.maxLength(),
        new LengthPenalty(spec.lengthPenalty()),
        spec.attention());
  }
}
