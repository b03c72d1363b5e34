package org.diabolo.average;

import org.diabolo.job.StoppingSpec;

/** Keeps the parameters with the least validation loss and says when to give up waiting. */
final class EarlyStopping {
  private final StoppingSpec spec;
  private Memory memory = Memory.EMPTY;
  private float[] best;

  /**
   * What a checkpoint remembers.
   *
   * @param validations seen
   * @param waitedFrom the validation, from 1, that last was better by enough; 0 before the first
   * @param waitedLoss its loss, which the next must undercut by enough
   * @param bestLoss the largest number before the first
   * @param bestEpoch from 1, the epoch that the best stands in
   * @param bestRound from 1, counted over all epochs
   */
  record Memory(
      int validations,
      int waitedFrom,
      double waitedLoss,
      double bestLoss,
      int bestEpoch,
      int bestRound) {
    static final Memory EMPTY = new Memory(0, 0, Double.MAX_VALUE, Double.MAX_VALUE, 0, 0);
  }

  EarlyStopping(StoppingSpec spec) {
    this.spec = spec;
  }

  /**
   * Sees the parameters and their validation loss.
   *
   * @param settling whether patience counts: before a rate begins to fall, losses only waver
   * @return whether they are the best so far
   */
  boolean see(float[] parameters, double loss, int epoch, int round, boolean settling) {
    int validations = memory.validations + 1;
    boolean first = best == null && Double.isFinite(loss);
    // A hair better is better to keep, but no reason to go on waiting.
    boolean enough = first || loss < memory.waitedLoss * (1 - spec.minChange());
    boolean better = first || loss < memory.bestLoss;
    memory =
        new Memory(
            validations,
            enough || !settling ? validations : memory.waitedFrom,
            enough ? loss : memory.waitedLoss,
            better ? loss : memory.bestLoss,
            better ? epoch : memory.bestEpoch,
            better ? round : memory.bestRound);
    if (better) {
      best = parameters;
    }
    return better;
  }

  boolean shouldStop() {
    return memory.validations - memory.waitedFrom >= spec.patience();
  }

  /** Goes on from a checkpoint. */
  void restore(Memory remembered, float[] bestParameters) {
    memory = remembered;
    best = bestParameters;
  }

  Memory memory() {
    return memory;
  }

  /** The best parameters seen; null before the first validation. */
  float[] best() {
    return best;
  }
}
