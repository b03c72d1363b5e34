package org.diabolo.average.checkpoint;

import java.util.List;

/**
 * What the guard of bad rounds remembers from round to round.
 *
 * @param losses of recent rounds
 * @param movements of recent rounds, each over the sum of its rates
 * @param firstLoss of the training's first round
 * @param examples of the round that had the most
 * @param rateFactor by which the inner rate is lowered, 1 when all is well
 * @param goodRounds since the factor was last changed
 */
public record GuardMemory(
    List<Double> losses,
    List<Double> movements,
    double firstLoss,
    long examples,
    double rateFactor,
    int goodRounds) {
  /** Before the first round. */
  public static final GuardMemory START = new GuardMemory(List.of(), List.of(), 0, 0, 1, 0);
}
