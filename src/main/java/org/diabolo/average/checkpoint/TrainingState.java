package org.diabolo.average.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
public record TrainingState(
    ModelState model,
    float[] momentum,
    Progress progress,
    GuardMemory guard,
    StoppingMemory stopping) {

  /**
   * A number of replicas that trained from some round on.
   *
   * @param epoch of their first round, from 0
   * @param roundOfEpoch that it was, from 0
   * @param round that it was, from 0, counted over all epochs
   * @param workers replicas
   */
  public record WorkerChange(int epoch, int roundOfEpoch, int round, int workers) {}

  /**
   * Where training stands.
   *
   * @param changes the numbers of replicas so far, at least one
   * @param period local steps a round
   * @param epoch of the next round, from 0
   * @param roundOfEpoch of the next round, from 0
   * @param rounds applied
   * @param sinceReset rounds applied since the outer momentum was last reset
   * @param examples trained on
   * @param seconds trained
   * @param ahead steps by which the rates are ahead of the optimiser's count, because some of
   *     training went with other replicas
   */
  public record Progress(
      List<WorkerChange> changes,
      int period,
      int epoch,
      int roundOfEpoch,
      int rounds,
      int sinceReset,
      long examples,
      double seconds,
      long ahead) {

    /**
     * Before the first round.
     *
     * @param workers replicas
     * @param period local steps a round
     * @return the progress at epoch 0, without rounds, examples or seconds
     */
    public static Progress start(int workers, int period) {
      return new Progress(List.of(new WorkerChange(0, 0, 0, workers)), period, 0, 0, 0, 0, 0, 0, 0);
    }

    /**
     * Replicas of the next round.
     *
     * @return at least 1
     */
    public int workers() {
      return changes.get(changes.size() - 1).workers;
    }

    /**
     * Replicas that training began with, for which the rows are chunked.
     *
     * @return at least 1
     */
    public int firstWorkers() {
      return changes.get(0).workers;
    }

    /**
     * The numbers of replicas in this epoch: from its beginning, and since.
     *
     * @return the first of them at round 0 of the epoch, in the order of the rounds
     */
    public List<WorkerChange> changesOfEpoch() {
      List<WorkerChange> ofEpoch = new ArrayList<>();
      for (WorkerChange change : changes) {
        if (change.epoch < epoch || change.roundOfEpoch == 0) {
          ofEpoch.clear();
          ofEpoch.add(new WorkerChange(epoch, 0, change.round, change.workers));
        } else {
          ofEpoch.add(change);
        }
      }
      return ofEpoch;
    }

    /**
     * After one more round.
     *
     * @param roundsOfEpoch as the epoch goes now
     * @param moreExamples that the round was trained on
     * @param secondsNow of training so far
     * @return the progress after it
     */
    public Progress next(int roundsOfEpoch, long moreExamples, double secondsNow) {
      boolean epochEnds = roundOfEpoch + 1 == roundsOfEpoch;
      return new Progress(
          changes,
          period,
          epochEnds ? epoch + 1 : epoch,
          epochEnds ? 0 : roundOfEpoch + 1,
          rounds + 1,
          sinceReset + 1,
          examples + moreExamples,
          secondsNow,
          ahead);
    }

    /**
     * With an outer momentum that begins anew.
     *
     * @return the same progress, no round since the momentum began
     */
    public Progress momentumReset() {
      return new Progress(
          changes, period, epoch, roundOfEpoch, rounds, 0, examples, seconds, ahead);
    }

    /**
     * With another number of replicas from the next round on.
     *
     * @param workers replicas, at least 1
     * @param steps that the rates are ahead from then on
     * @return the progress with that change; it takes the place of another before the same round
     */
    public Progress changed(int workers, long steps) {
      List<WorkerChange> all = new ArrayList<>(changes);
      // Of two changes before one round only the last was ever seen.
      all.removeIf(change -> change.round == rounds && rounds > 0);
      all.add(new WorkerChange(epoch, roundOfEpoch, rounds, workers));
      return new Progress(
          List.copyOf(all),
          period,
          epoch,
          roundOfEpoch,
          rounds,
          sinceReset,
          examples,
          seconds,
          steps);
    }

    /**
     * With rates that are so many steps ahead.
     *
     * @param steps that the rates are ahead of those that were done
     * @return the same progress with them
     */
    public Progress ahead(long steps) {
      return new Progress(
          changes, period, epoch, roundOfEpoch, rounds, sinceReset, examples, seconds, steps);
    }

    /**
     * Whether the next round is the first with its number of replicas, after others.
     *
     * @return false before the first round, and where the number never changed
     */
    public boolean justChanged() {
      return changes.size() > 1 && changes.get(changes.size() - 1).round == rounds;
    }

    /**
     * The numbers of replicas by the rounds, from 1, that began with them.
     *
     * @return in the order of the rounds
     */
    public Map<Integer, Integer> workersByRound() {
      Map<Integer, Integer> workers = new TreeMap<>();
      changes.forEach(change -> workers.put(change.round + 1, change.workers));
      return workers;
    }

    /**
     * The epoch of the last round, from 1.
     *
     * @return 0 before the first round
     */
    public int epochOfLastRound() {
      return roundOfEpoch == 0 ? epoch : epoch + 1;
    }
  }
}
