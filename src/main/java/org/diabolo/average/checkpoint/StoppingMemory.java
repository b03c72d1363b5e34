package org.diabolo.average.checkpoint;

import java.util.List;

/**
 * What early stopping remembers from round to round.
 *
 * @param validations seen
 * @param waitedFrom the validation, from 1, that last was better by enough; 0 before the first
 * @param waitedLoss its loss, which the next must undercut by enough
 * @param best those with the least losses, the best first, of equal ones the earlier
 */
public record StoppingMemory(int validations, int waitedFrom, double waitedLoss, List<Best> best) {
  /** Before the first validation. */
  public static final StoppingMemory EMPTY = new StoppingMemory(0, 0, Double.MAX_VALUE, List.of());

  /**
   * A validation whose parameters are kept.
   *
   * @param round after which it was, from 1, counted over all epochs
   * @param epoch from 1, the one that the round stands in
   * @param loss that was found
   */
  public record Best(int round, int epoch, double loss) {}

  /**
   * The least loss; the largest number before the first.
   *
   * @return a validation loss
   */
  public double bestLoss() {
    return best.isEmpty() ? Double.MAX_VALUE : best.get(0).loss;
  }

  /**
   * The epoch of the least loss; 0 before the first.
   *
   * @return from 1
   */
  public int bestEpoch() {
    return best.isEmpty() ? 0 : best.get(0).epoch;
  }

  /**
   * The round of the least loss; 0 before the first.
   *
   * @return from 1
   */
  public int bestRound() {
    return best.isEmpty() ? 0 : best.get(0).round;
  }
}
