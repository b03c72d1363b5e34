package org.diabolo.average;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Finds a period for {@code averaging.period: auto}: long enough that what is not training stays
 * under the job's share. Measured on the training's own first rounds, which are not applied: a run
 * with the period that was found, given by hand, has the same bits.
 */
final class PeriodProbe {
  /** Bounds: shorter is all talk, longer lets the replicas drift apart. */
  static final int SHORTEST = 10;

  static final int LONGEST = 100;

  private static final int PROBE_STEPS = 10;

  /** The first rounds meet cold code. */
  private static final int DISCARDED = 2;

  private static final int LEAST_ROUNDS = 5;
  private static final int MOST_ROUNDS = 30;
  private static final double SECONDS = 2;

  private PeriodProbe() {}

  /** A round's figures. */
  record Sample(double seconds, double computeSeconds, long steps) {}

  /**
   * @param stepsPerEpoch a period is never longer than an epoch
   * @param overhead the share that may be spent on anything but steps
   * @param round runs one with the given number of local steps and forgets its result
   * @param listener told after each of them
   */
  static int find(
      long stepsPerEpoch, double overhead, IntFunction<Sample> round, TrainingListener listener) {
    if (stepsPerEpoch <= SHORTEST) {
      return (int) Math.max(1, stepsPerEpoch);
    }
    List<Sample> samples = new ArrayList<>();
    double spent = 0;
    listener.probed(0, LEAST_ROUNDS + DISCARDED);
    for (int i = 0; i < MOST_ROUNDS && (i < LEAST_ROUNDS + DISCARDED || spent < SECONDS); i++) {
      Sample sample = round.apply((int) Math.min(PROBE_STEPS, stepsPerEpoch));
      spent += sample.seconds;
      if (i >= DISCARDED) {
        samples.add(sample);
      }
      listener.probed(i + 1, LEAST_ROUNDS + DISCARDED);
    }
    listener.probed(0, 0);
    return period(samples.subList(samples.size() / 2, samples.size()), stepsPerEpoch, overhead);
  }

  /** The least period at which {@code talk / (talk + period × step)} is no more than the share. */
  static int period(List<Sample> samples, long stepsPerEpoch, double overhead) {
    double talk = Median.of(samples.stream().map(s -> s.seconds - s.computeSeconds).toList());
    double step = Median.of(samples.stream().map(s -> s.computeSeconds / s.steps).toList());
    double period = Math.ceil(talk * (1 - overhead) / (overhead * step));
    return (int) Math.min(stepsPerEpoch, Math.max(SHORTEST, Math.min(LONGEST, period)));
  }
}
