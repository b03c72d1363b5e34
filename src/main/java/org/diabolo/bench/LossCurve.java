package org.diabolo.bench;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The loss on held-out rows as training went on.
 *
 * @param points validations in the order of time, at least one
 */
record LossCurve(List<Point> points) {

  /**
   * @param seconds since training began
   * @param loss on the held-out rows
   */
  record Point(double seconds, double loss) {}

  /**
   * When a loss was first reached: on the straight line between the first validation that is at or
   * below it and the one before. Nothing is known before the first validation, so that is the
   * earliest answer.
   *
   * @return seconds, or empty when it was never reached
   */
  OptionalDouble secondsTo(double loss) {
    for (int i = 0; i < points.size(); i++) {
      Point here = points.get(i);
      if (here.loss <= loss) {
        if (i == 0) {
          return OptionalDouble.of(here.seconds);
        }
        Point before = points.get(i - 1);
        double share = (before.loss - loss) / (before.loss - here.loss);
        return OptionalDouble.of(before.seconds + share * (here.seconds - before.seconds));
      }
    }
    return OptionalDouble.empty();
  }

  Point last() {
    return points.get(points.size() - 1);
  }

  double best() {
    return points.stream().mapToDouble(Point::loss).min().orElseThrow();
  }
}
