package org.diabolo.average;

import java.util.List;
import org.diabolo.average.checkpoint.TrainingState.Progress;
import org.diabolo.average.checkpoint.TrainingState.WorkerChange;
import org.diabolo.average.rows.TrainingRows;
import org.diabolo.batch.EpochOrder;
import org.diabolo.batch.Segment;
import org.diabolo.batch.Share;
import org.diabolo.job.TrainSpec;

/**
 * Deals an epoch out to the replicas. Where their number changes within it, what they have left is
 * laid end to end and dealt out again, so every row is trained on once an epoch. The rates go on
 * from the same share of the whole training. All follows from the seed and from when the number
 * changed, which a checkpoint remembers.
 */
final class EpochParts {
  private final TrainingRows rows;
  private final TrainSpec spec;
  private final int firstEpoch;

  /**
   * @param firstEpoch epochs trained before, by an earlier training on the same rows
   */
  EpochParts(TrainingRows rows, TrainSpec spec, int firstEpoch) {
    this.rows = rows;
    this.spec = spec;
    this.firstEpoch = firstEpoch;
  }

  EpochOrder order(int epoch) {
    return rows.order(firstEpoch + epoch);
  }

  /** The one that a training stands in. */
  EpochPart at(Progress progress) {
    List<WorkerChange> changes = progress.changesOfEpoch();
    List<Share> shares = shares(progress, changes);
    WorkerChange last = changes.get(changes.size() - 1);
    long steps = stepsPerEpoch(last.workers());
    return new EpochPart(
        shares,
        new RateSchedule(spec.optimizer(), steps, steps * spec.epochs(), progress.ahead()),
        last.roundOfEpoch(),
        rounds(rows.steps(shares), progress.period()));
  }

  /**
   * @param part that the training stands in
   * @return rounds of the whole training, as it goes now
   */
  int rounds(Progress progress, EpochPart part) {
    boolean within = progress.roundOfEpoch() > 0;
    int ofEpoch = within ? part.roundsOfEpoch() - progress.roundOfEpoch() : 0;
    int epochs = spec.epochs() - progress.epoch() - (within ? 1 : 0);
    return progress.rounds() + ofEpoch + epochs * roundsPerEpoch(progress);
  }

  /** Of an epoch that the present number of replicas trains as a whole. */
  private int roundsPerEpoch(Progress progress) {
    return rounds(stepsPerEpoch(progress.workers()), progress.period());
  }

  private static int rounds(long steps, int period) {
    return Math.toIntExact((steps + period - 1) / period);
  }

  /** Local steps of the replica that takes the most. */
  long stepsPerEpoch(int workers) {
    return rows.steps(rows.shares(workers));
  }

  /**
   * The same place in training with another number of replicas.
   *
   * @param iteration steps that the optimiser has taken
   */
  Progress changed(Progress progress, int workers, long iteration) {
    EpochPart part = at(progress);
    double all = rows.shares().stream().mapToLong(Share::total).sum();
    double left =
        Share.length(left(part.shares(), progress, part.firstRound(), progress.roundOfEpoch()));
    double epochs = progress.epoch() + 1 - left / all;
    long ahead = Math.round(epochs * stepsPerEpoch(workers)) - iteration;
    return progress.changed(workers, ahead);
  }

  /** Sets the rates right again after an epoch that several numbers of replicas have trained. */
  Progress aligned(Progress progress, long iteration) {
    boolean always = progress.changes().size() == 1;
    return always || progress.roundOfEpoch() > 0
        ? progress
        : progress.ahead(progress.epoch() * stepsPerEpoch(progress.workers()) - iteration);
  }

  private List<Share> shares(Progress progress, List<WorkerChange> changes) {
    List<Share> shares = rows.shares(changes.get(0).workers());
    for (int i = 1; i < changes.size(); i++) {
      WorkerChange before = changes.get(i - 1);
      WorkerChange next = changes.get(i);
      shares =
          Share.deal(
              left(shares, progress, before.roundOfEpoch(), next.roundOfEpoch()), next.workers());
    }
    return shares;
  }

  /** What replicas have not read, in their order. */
  private List<Segment> left(List<Share> shares, Progress progress, int from, int to) {
    long read = (long) (to - from) * progress.period() * rows.batching().stride();
    EpochOrder order = order(progress.epoch());
    return shares.stream()
        .flatMap(share -> share.segments(order, read, Long.MAX_VALUE).stream())
        .toList();
  }
}
