package org.diabolo.average;

import java.util.List;
import org.diabolo.average.exchange.Reduced;
import org.diabolo.average.exchange.RoundResult.Report;

/**
 * Where a round's time went, in seconds; the four add up to the round.
 *
 * @param compute in local steps: of the replica that took longest, or, where replicas outnumber the
 *     task slots, what all steps take on all slots
 * @param broadcast until the global state was published, fetched and loaded
 * @param reduce of packing, averaging and the outer step
 * @param waiting for Spark to schedule, for results to travel, and for the slowest task
 */
record RoundTimes(double compute, double broadcast, double reduce, double waiting) {

  /** Of the distributed part, in which only the replicas know what is what. */
  static RoundTimes of(Reduced mean, long nanos, int slots) {
    List<Report> reports = mean.reports();
    double longest = reports.stream().mapToLong(Report::computeNanos).max().orElse(0);
    double all = reports.stream().mapToLong(Report::computeNanos).sum();
    double compute = Math.max(longest, all / slots);
    double fetch = reports.stream().mapToLong(Report::fetchNanos).max().orElse(0);
    double pack = reports.stream().mapToLong(Report::packNanos).max().orElse(0) + mean.nanos();
    return new RoundTimes(
        compute / 1e9, fetch / 1e9, pack / 1e9, Math.max(0, nanos - compute - fetch - pack) / 1e9);
  }

  RoundTimes plus(RoundTimes other) {
    return new RoundTimes(
        compute + other.compute,
        broadcast + other.broadcast,
        reduce + other.reduce,
        waiting + other.waiting);
  }

  static RoundTimes broadcast(double seconds) {
    return new RoundTimes(0, seconds, 0, 0);
  }

  static RoundTimes reduce(double seconds) {
    return new RoundTimes(0, 0, seconds, 0);
  }

  double total() {
    return compute + broadcast + reduce + waiting;
  }
}
