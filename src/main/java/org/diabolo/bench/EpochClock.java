package org.diabolo.bench;

import java.util.ArrayList;
import java.util.List;

/** Takes the seconds of one epoch after another. */
final class EpochClock {
  private final List<Double> seconds = new ArrayList<>();
  private long last = System.nanoTime();

  void epochEnded() {
    long now = System.nanoTime();
    seconds.add((now - last) / 1e9);
    last = now;
  }

  double[] seconds() {
    return seconds.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
