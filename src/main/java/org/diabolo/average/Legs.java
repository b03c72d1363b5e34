package org.diabolo.average;

import java.util.List;
import org.diabolo.average.TrainingState.Progress;
import org.diabolo.average.TrainingState.Shift;
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
final class Legs {
  private final TrainingRows rows;
  private final TrainSpec spec;
  private final int firstEpoch;

  /**
   * @param firstEpoch epochs trained before, by an earlier training on the same rows
   */
  Legs(TrainingRows rows, TrainSpec spec, int firstEpoch) {
    this.rows = rows;
    this.spec = spec;
    this.firstEpoch = firstEpoch;
  }

  EpochOrder order(int epoch) {
    return rows.order(firstEpoch + epoch);
  }

  /** The one that a training stands in. */
  Leg at(Progress progress) {
    List<Shift> shifts = progress.shiftsOfEpoch();
    List<Share> shares = shares(progress, shifts);
    Shift last = shifts.get(shifts.size() - 1);
    long steps = stepsPerEpoch(last.workers());
    return new Leg(
        shares,
        new RateSchedule(spec.optimizer(), steps, steps * spec.epochs(), progress.ahead()),
        last.roundOfEpoch(),
        rounds(rows.steps(shares), progress.period()));
  }

  /** Of an epoch that the present number of replicas trains as a whole. */
  int roundsPerEpoch(Progress progress) {
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
  Progress shifted(Progress progress, int workers, long iteration) {
    Leg leg = at(progress);
    double all = lengthOf(rows.shares());
    double left = length(left(leg.shares(), progress, leg.firstRound(), progress.roundOfEpoch()));
    double epochs = progress.epoch() + 1 - left / all;
    long ahead = Math.round(epochs * stepsPerEpoch(workers)) - iteration;
    return progress.shifted(workers, ahead);
  }

  /** Sets the rates right again after an epoch that several numbers of replicas have trained. */
  Progress aligned(Progress progress, long iteration) {
    boolean always = progress.shifts().size() == 1;
    return always || progress.roundOfEpoch() > 0
        ? progress
        : progress.ahead(progress.epoch() * stepsPerEpoch(progress.workers()) - iteration);
  }

  private List<Share> shares(Progress progress, List<Shift> shifts) {
    List<Share> shares = rows.shares(shifts.get(0).workers());
    for (int i = 1; i < shifts.size(); i++) {
      Shift before = shifts.get(i - 1);
      Shift next = shifts.get(i);
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

  private static double length(List<Segment> segments) {
    return segments.stream().mapToLong(Segment::length).sum();
  }

  private static double lengthOf(List<Share> shares) {
    return shares.stream().mapToLong(Share::total).sum();
  }
}
