package org.diabolo.bench.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.diabolo.bench.Statistics;

/**
 * Measures several steps in turn, so that what the machine does meanwhile falls on all of them.
 *
 * @param warmUpSeconds of each, before anything counts
 * @param seconds of each turn at least
 * @param repetitions turns of each
 */
public record Turns(double warmUpSeconds, double seconds, int repetitions) {

  /**
   * What a step took.
   *
   * @param seconds a step, one mean a turn
   * @param last what the step returned at the end
   */
  record Measured(List<Double> seconds, double last) {
    double median() {
      return Statistics.median(seconds);
    }

    /** How many times as fast as another this was: the median over turns next to each other. */
    double over(Measured other) {
      List<Double> ratios = new ArrayList<>();
      for (int i = 0; i < seconds.size(); i++) {
        ratios.add(other.seconds.get(i) / seconds.get(i));
      }
      return Statistics.median(ratios);
    }
  }

  /**
   * @param steps by name
   * @return what each took, by the same names
   */
  Map<String, Measured> measure(Map<String, Step> steps) {
    steps.values().forEach(step -> seconds(step, warmUpSeconds));
    Map<String, List<Double>> times = new LinkedHashMap<>();
    for (int i = 0; i < repetitions; i++) {
      steps.forEach(
          (name, step) ->
              times.computeIfAbsent(name, any -> new ArrayList<>()).add(seconds(step, seconds)));
    }
    Map<String, Measured> measured = new LinkedHashMap<>();
    steps.forEach((name, step) -> measured.put(name, new Measured(times.get(name), step.run())));
    return measured;
  }

  /** Runs a step for so long, and at least twice; the mean seconds of one. */
  private static double seconds(Step step, double least) {
    long start = System.nanoTime();
    long end = start + (long) (least * 1e9);
    int count = 0;
    while (count < 2 || System.nanoTime() < end) {
      step.run();
      count++;
    }
    return (System.nanoTime() - start) / 1e9 / count;
  }
}
