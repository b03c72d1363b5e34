package org.diabolo.average;

import java.util.Map;
import org.diabolo.engine.ModelState;
import org.diabolo.job.AveragingSpec;

/**
 * What training ends with.
 *
 * @param state the best by validation loss (then without optimiser state), or the last when there
 *     were no validation rows
 * @param bestEpoch from 1, the one that {@code state} is of, or the best of those that it is the
 *     mean of
 * @param validLoss of {@code state}; NaN when there were no validation rows
 * @param averaged how many of the best validated parameters {@code state} is the mean of: 1 where
 *     it is no mean, or the mean was no better
 * @param epochs trained, an unfinished one included
 * @param rounds trained
 * @param workers replicas of the last round
 * @param replicas by the rounds, from 1, since which there were as many: one entry where their
 *     number never changed
 * @param period local steps a round
 * @param examples trained on, over all epochs
 * @param seconds of training, validation included, and what went before a resumption
 * @param ended why
 * @param resumedFrom the round of the checkpoint that it went on from; 0 for none
 * @param badRounds tried and not applied
 * @param times seconds by what they were spent on, since the last resumption
 * @param timesLine the same in words, with advice
 */
public record Trained(
    ModelState state,
    int bestEpoch,
    double validLoss,
    int averaged,
    int epochs,
    int rounds,
    int workers,
    Map<Integer, Integer> replicas,
    int period,
    AveragingSpec.Outer outer,
    long examples,
    double seconds,
    Ended ended,
    int resumedFrom,
    int badRounds,
    Map<String, Double> times,
    String timesLine) {

  /** Why training ended. */
  public enum Ended {
    /** All epochs are trained. */
    EPOCHS,
    /** The validation loss no longer got better. */
    PATIENCE,
    /** {@code train.max_minutes} are over. */
    TIME
  }
}
