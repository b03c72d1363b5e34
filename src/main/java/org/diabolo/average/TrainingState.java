package org.diabolo.average;

import org.diabolo.engine.ModelState;

/**
 * All that the next round needs to know of those before it; what a checkpoint holds. There is no
 * random state: every draw follows from the seed and the position.
 *
 * @param model global parameters, averaged optimiser state, local steps so far
 * @param momentum of the outer step; empty when there is none
 * @param progress where training stands
 * @param guard of bad rounds
 * @param stopping of validation losses
 */
record TrainingState(
    ModelState model,
    float[] momentum,
    Progress progress,
    RoundGuard.Memory guard,
    EarlyStopping.Memory stopping) {

  /**
   * Where training stands.
   *
   * @param workers replicas
   * @param period local steps a round
   * @param epoch of the next round, from 0
   * @param roundOfEpoch of the next round, from 0
   * @param rounds applied
   * @param sinceReset rounds applied since the outer momentum was last reset
   * @param examples trained on
   * @param seconds trained
   */
  record Progress(
      int workers,
      int period,
      int epoch,
      int roundOfEpoch,
      int rounds,
      int sinceReset,
      long examples,
      double seconds) {

    static Progress start(int workers, int period) {
      return new Progress(workers, period, 0, 0, 0, 0, 0, 0);
    }

    /** After one more round. */
    Progress next(int roundsPerEpoch, long moreExamples, double secondsNow) {
      boolean epochEnds = roundOfEpoch + 1 == roundsPerEpoch;
      return new Progress(
          workers,
          period,
          epochEnds ? epoch + 1 : epoch,
          epochEnds ? 0 : roundOfEpoch + 1,
          rounds + 1,
          sinceReset + 1,
          examples + moreExamples,
          secondsNow);
    }

    Progress momentumReset() {
      return new Progress(workers, period, epoch, roundOfEpoch, rounds, 0, examples, seconds);
    }

    /** From 1. */
    int epochOfLastRound(int roundsPerEpoch) {
      return (rounds - 1) / roundsPerEpoch + 1;
    }
  }
}
