package org.diabolo.average;

import java.util.List;
import java.util.Objects;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.diabolo.batch.EpochOrder;
import org.diabolo.batch.Segment;
import org.diabolo.batch.Share;
import org.diabolo.engine.ModelState;
import org.diabolo.engine.ReplicaFactory;

/** Runs rounds: broadcast, local steps on every replica, ordered average. */
final class Rounds {
  private final JavaSparkContext spark;
  private final ReplicaFactory factory;
  private final ChunkedRows rows;
  private final int batch;
  private final int period;
  private final RateSchedule rates;

  Rounds(
      JavaSparkContext spark,
      ReplicaFactory factory,
      ChunkedRows rows,
      int batch,
      int period,
      RateSchedule rates) {
    this.spark = spark;
    this.factory = factory;
    this.rows = rows;
    this.batch = batch;
    this.period = period;
    this.rates = rates;
  }

  /** A round's end. */
  record Outcome(
      ModelState state,
      long steps,
      long examples,
      int replicas,
      double rate,
      double loss,
      double seconds,
      double computeSeconds) {

    RoundRecord record(int epoch, int epochs, int round, int rounds, Double validLoss) {
      return new RoundRecord(
          epoch,
          epochs,
          round,
          rounds,
          steps,
          examples,
          replicas,
          rate,
          loss,
          validLoss,
          seconds,
          computeSeconds,
          examples / seconds);
    }
  }

  /**
   * @param start what every replica starts from
   * @param order of the epoch
   * @param round of the epoch, from 0
   */
  Outcome run(ModelState start, EpochOrder order, int round) {
    long began = System.nanoTime();
    List<ReplicaTask> tasks = tasks(order, round);
    ReplicaTask.Terms terms = new ReplicaTask.Terms(order, batch, rates);
    spark.setJobDescription("round " + (round + 1) + " of epoch " + (order.epoch() + 1));
    Broadcast<ModelState> broadcast = spark.broadcast(start);
    OrderedAverage average = new OrderedAverage();
    long[] longest = new long[1];
    try {
      ReplicaFactory made = factory;
      JavaRDD<RoundResult> results =
          Homes.pruned(rows.chunks(), tasks)
              .mapPartitionsWithIndex(
                  (index, chunks) -> {
                    ReplicaTask task = tasks.get(index);
                    RoundResult result =
                        ReplicaPool.with(
                            made, slot -> task.train(slot, broadcast.value(), terms, chunks));
                    return List.of(result).iterator();
                  },
                  true);
      PartitionResults.forEach(
          results,
          (position, result) -> {
            average.add(position, result);
            longest[0] = Math.max(longest[0], result.nanos());
          });
    } finally {
      broadcast.destroy();
      spark.setJobDescription(null);
    }
    long steps =
        tasks.stream().mapToLong(task -> (rowsOf(task) + batch - 1) / batch).max().orElseThrow();
    long iteration = start.iteration() + steps;
    ModelState state = average.state(iteration);
    return new Outcome(
        state,
        steps,
        average.examples(),
        tasks.size(),
        rates.rate(iteration - 1),
        average.loss(),
        (System.nanoTime() - began) / 1e9,
        longest[0] / 1e9);
  }

  /** Replicas whose share has ended before this round sit it out. */
  private List<ReplicaTask> tasks(EpochOrder order, int round) {
    long from = (long) round * period * batch;
    long to = from + (long) period * batch;
    return rows.shares().stream()
        .map(share -> task(share, order, from, to))
        .filter(Objects::nonNull)
        .toList();
  }

  private static ReplicaTask task(Share share, EpochOrder order, long from, long to) {
    List<Segment> segments = share.segments(order, from, to);
    return segments.isEmpty() ? null : new ReplicaTask(share.replica(), segments);
  }

  private static long rowsOf(ReplicaTask task) {
    return task.segments().stream().mapToLong(s -> s.to() - s.from()).sum();
  }
}
