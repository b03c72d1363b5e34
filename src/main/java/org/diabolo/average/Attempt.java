package org.diabolo.average;

import org.diabolo.average.Rounds.Outcome;
import org.diabolo.average.checkpoint.TrainingState.Progress;
import org.diabolo.engine.ModelState;

/**
 * A round that was tried; it counts when it is applied.
 *
 * @param outcome of the replicas' work
 * @param step that the global parameters would take
 * @param rate of the last local step
 * @param reach sum of the rates of the local steps
 * @param times where its time went
 * @param bytesDown of the state that was published
 * @param complaint why it must not be applied; null for a good round
 */
record Attempt(
    Outcome outcome,
    OuterStep.Result step,
    double rate,
    double reach,
    RoundTimes times,
    long bytesDown,
    String complaint) {

  ModelState model(ModelState before) {
    return new ModelState(
        step.parameters(), outcome.mean().updater(), before.iteration() + outcome.iterations());
  }

  /**
   * @param after where training stands after the round
   * @param rounds of the whole training, as it goes now
   */
  RoundRecord record(Progress after, int epochs, int rounds, Double validLoss, int retries) {
    return new RoundRecord(
        after.epochOfLastRound(),
        epochs,
        after.rounds(),
        rounds,
        after.roundOfEpoch() == 0,
        outcome.steps(),
        outcome.examples(),
        outcome.mean().reports().size(),
        rate,
        outcome.loss(),
        validLoss,
        step.movement(),
        retries,
        times.total(),
        times.compute(),
        times.broadcast(),
        times.reduce(),
        times.waiting(),
        bytesDown,
        outcome.bytesUp(),
        outcome.examples() / times.total());
  }
}
