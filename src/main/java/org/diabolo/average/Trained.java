package org.diabolo.average;

import org.diabolo.engine.ModelState;

/**
 * What training ends with.
 *
 * @param state the best by validation loss, or the last when there were no validation rows
 * @param bestEpoch from 1, the one that {@code state} is of
 * @param validLoss of {@code state}; NaN when there were no validation rows
 * @param epochs trained
 * @param rounds trained
 * @param workers replicas
 * @param period local steps a round
 * @param examples trained on, over all epochs
 * @param seconds from the first round's start, validation included
 */
public record Trained(
    ModelState state,
    int bestEpoch,
    double validLoss,
    int epochs,
    int rounds,
    int workers,
    int period,
    long examples,
    double seconds) {}
