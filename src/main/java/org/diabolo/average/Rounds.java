package org.diabolo.average;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.diabolo.average.exchange.Published;
import org.diabolo.average.exchange.Reduced;
import org.diabolo.average.exchange.Reduction;
import org.diabolo.average.exchange.RoundResult;
import org.diabolo.average.exchange.RoundResult.Report;
import org.diabolo.average.rows.TrainingRows;
import org.diabolo.batch.EpochOrder;
import org.diabolo.batch.Segment;
import org.diabolo.batch.Share;
import org.diabolo.engine.ReplicaFactory;
import org.diabolo.job.TrainSpec;
import org.diabolo.spark.TaskSlots;

/** Runs the distributed part of rounds: local steps on every replica, and their mean. */
final class Rounds {
  private final JavaSparkContext spark;
  private final ReplicaFactory factory;
  private final TrainingRows rows;
  private final TrainSpec spec;
  private final long training;
  private final Map<Integer, Last> lasts = new HashMap<>();

  /**
   * @param training names what the executors keep for it
   */
  Rounds(
      JavaSparkContext spark,
      ReplicaFactory factory,
      TrainingRows rows,
      TrainSpec spec,
      long training) {
    this.spark = spark;
    this.factory = factory;
    this.rows = rows;
    this.spec = spec;
    this.training = training;
  }

  /**
   * A stretch of training.
   *
   * @param part that it is of
   * @param order of the epoch
   * @param round of the part, from 0
   * @param period local steps
   * @param applied rounds applied before it
   * @param rateFactor of all rates
   */
  record Stretch(
      EpochPart part, EpochOrder order, int round, int period, long applied, double rateFactor) {}

  /**
   * A round's end, before the outer step.
   *
   * @param mean of what the replicas sent
   * @param steps local steps of the replica that took the most
   * @param iterations of the optimiser, as many as the steps, but truncated back-propagation
   *     through time makes several of one step
   * @param examples trained on
   * @param loss mean over them
   * @param times where the round's time went
   * @param bytesUp that all replicas sent
   * @param forgot replicas whose executor had lost what it should have kept
   */
  record Outcome(
      Reduced mean,
      long steps,
      long iterations,
      long examples,
      double loss,
      RoundTimes times,
      long bytesUp,
      long forgot) {}

  /**
   * @param global state that the replicas start from
   * @param numbers that each replica will send
   */
  Outcome run(Published global, long numbers, Stretch stretch) {
    long began = System.nanoTime();
    rows.settle(stretch.part.workers());
    List<ReplicaTask> tasks = tasks(stretch);
    ReplicaTask.Terms terms =
        new ReplicaTask.Terms(
            training,
            LiveTrainings.now(),
            stretch.applied,
            stretch.order,
            rows.batching(),
            stretch.period,
            stretch.part.rates(),
            spec.regularization().sampling(),
            stretch.rateFactor,
            spec.averaging().updater(),
            spec.averaging().transfer());
    ReplicaFactory made = factory;
    JavaRDD<RoundResult> results =
        rows.locations()
            .pruned(rows.chunks(), tasks.stream().map(ReplicaTask::part).toList())
            .mapPartitionsWithIndex(
                (index, chunks) -> {
                  ReplicaTask task = tasks.get(index);
                  RoundResult result =
                      ReplicaPool.with(made, slot -> task.train(slot, global::get, terms, chunks));
                  return List.of(result).iterator();
                },
                true);
    Reduced mean = Reduction.reduce(results, numbers);
    List<Report> reports = mean.reports();
    long examples = reports.stream().mapToLong(Report::examples).sum();
    return new Outcome(
        mean,
        reports.stream().mapToLong(Report::steps).max().orElseThrow(),
        reports.stream().mapToLong(Report::iterations).max().orElseThrow(),
        examples,
        reports.stream().mapToDouble(Report::lossSum).reduce(0, Double::sum) / examples,
        RoundTimes.of(mean, System.nanoTime() - began, TaskSlots.of(spark.sc())),
        reports.stream().mapToLong(Report::bytes).sum(),
        reports.stream().filter(Report::forgot).count());
  }

  /** Replicas whose share has ended before this round sit it out. */
  private List<ReplicaTask> tasks(Stretch stretch) {
    long stride = rows.batching().stride();
    long length = stretch.period * stride;
    long from = stretch.round * length;
    long to = from + length;
    return stretch.part.shares().stream()
        .map(share -> task(share, stretch, from, to))
        .filter(Objects::nonNull)
        .toList();
  }

  private ReplicaTask task(Share share, Stretch stretch, long from, long to) {
    List<Segment> segments = share.segments(stretch.order, from, to);
    if (segments.isEmpty()) {
      return null;
    }
    Last last = lasts.getOrDefault(share.replica(), Last.NONE).at(stretch.applied);
    lasts.put(share.replica(), last);
    return new ReplicaTask(share.replica(), segments, last.before);
  }

  /**
   * The rounds that a replica took part in last.
   *
   * @param round the last one
   * @param before the one before it, which counts when that is tried again
   */
  private record Last(long round, long before) {
    static final Last NONE = new Last(-1, -1);

    Last at(long next) {
      return next == round ? this : new Last(next, round);
    }
  }
}
