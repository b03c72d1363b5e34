package org.diabolo.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.diabolo.network.reference.ErrorQuantiles.Measure;
import org.diabolo.network.reference.Reference;

/**
 * Draws of rows, with replacement, whose figures a model has told once: as many rows from the same
 * distribution as are wanted.
 *
 * @param features that tell of the rows' inputs
 * @param measure of their errors
 * @param rows that a reference is drawn from
 */
record Draws(Features features, Measure measure, List<RowFigures> rows) {

  /**
   * Compares rows with a reference of its own.
   *
   * @param others that are drawn and compared
   * @param count rows of either side
   * @param number of the draw, its seed
   */
  Comparing.Checks checks(List<RowFigures> others, int count, int number) {
    SplittableRandom random = new SplittableRandom(number);
    Reference reference =
        drawn(rows, count, random)
            .reference("valid", new Reference.Input(count, 0), measure, features.names())
            .orElseThrow();
    return new Comparing(reference, features).compare(drawn(others, count, random), count, 0);
  }

  private static Sample drawn(List<RowFigures> from, int count, SplittableRandom random) {
    List<RowFigures> drawn = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      drawn.add(from.get(random.nextInt(from.size())));
    }
    return new Sample(drawn);
  }

  static boolean alarms(List<Check> checks) {
    return checks.stream().anyMatch(Check::drift);
  }

  static boolean alarms(Comparing.Checks checks) {
    return alarms(checks.errors()) || alarms(checks.codes()) || alarms(checks.inputs());
  }

  static List<String> named(List<Check> checks) {
    return checks.stream().filter(Check::drift).map(Check::name).toList();
  }
}
