package org.diabolo.average;

import java.io.Serializable;
import org.diabolo.engine.ModelState;

/**
 * What one replica brings back from a round.
 *
 * @param state after its local steps
 * @param examples trained on, at least 1
 * @param lossSum of the examples' losses, each before its step
 * @param nanos spent in local steps
 */
record RoundResult(ModelState state, long examples, double lossSum, long nanos)
    implements Serializable {}
