package org.diabolo.bench;

import java.util.ArrayList;
import java.util.List;
import org.diabolo.average.RoundRecord;
import org.diabolo.bench.LossCurve.Point;

/**
 * What rounds would take were every replica on a machine of its own: measured where one machine can
 * measure it, priced where it cannot.
 *
 * @param stepSeconds measured: a local step of the only replica
 * @param roundSeconds measured: what Spark and the averaging take of a round of the only replica
 * @param link stated
 */
record ModelledTime(double stepSeconds, double roundSeconds, Link link) {

  /**
   * Measures.
   *
   * @param single rounds of one replica, at least one
   */
  static ModelledTime measured(List<RoundRecord> single, Link link) {
    return new ModelledTime(
        Statistics.median(single.stream().map(r -> r.computeSeconds() / r.steps()).toList()),
        Statistics.median(single.stream().map(RoundsBench::overhead).toList()),
        link);
  }

  /** One replica alone needs no rounds and is charged its steps only. */
  double round(RoundRecord record, int workers) {
    double steps = record.steps() * stepSeconds;
    return workers == 1 ? steps : steps + roundSeconds + talk(record);
  }

  double talk(RoundRecord record) {
    return link.round(record.replicas(), record.bytesDown(), record.bytesUp());
  }

  /** The validations of a training, by modelled time. */
  LossCurve curve(List<RoundRecord> records, int workers) {
    List<Point> points = new ArrayList<>();
    double seconds = 0;
    for (RoundRecord record : records) {
      seconds += round(record, workers);
      if (record.validLoss() != null) {
        points.add(new Point(seconds, record.validLoss()));
      }
    }
    return new LossCurve(points);
  }
}
