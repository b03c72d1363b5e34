package org.diabolo.average;

import org.diabolo.engine.ModelState;

/** Keeps the state with the least validation loss and says when to give up waiting for a better. */
final class EarlyStopping {
  private final int patience;
  private ModelState best;
  private double bestLoss = Double.POSITIVE_INFINITY;
  private int bestEpoch = -1;
  private int epoch = -1;

  /**
   * @param patience epochs without a better loss after which to stop
   */
  EarlyStopping(int patience) {
    this.patience = patience;
  }

  /** Sees the state and the validation loss at the end of the next epoch. */
  void see(ModelState state, double loss) {
    epoch++;
    if (loss < bestLoss) {
      bestLoss = loss;
      best = state;
      bestEpoch = epoch;
    }
  }

  boolean shouldStop() {
    return epoch - bestEpoch >= patience;
  }

  /** The best state seen; null before the first finite loss. */
  ModelState best() {
    return best;
  }

  double bestLoss() {
    return bestLoss;
  }

  int bestEpoch() {
    return bestEpoch;
  }
}
