package org.diabolo.bench.engine;

import java.util.Locale;
import java.util.Map;
import org.diabolo.bench.engine.Turns.Measured;

/** Refuses to compare contestants that do not do the same. */
final class Agreement {
  private static final double TOLERANCE = 1e-4;

  private Agreement() {}

  /**
   * @param what they all do
   * @param first what each one's first step returned, by name; the first entry is the reference
   * @throws IllegalStateException when one is further from the reference than rounding explains
   */
  static void requireEqual(String what, Map<String, Double> first) {
    var reference = first.entrySet().iterator().next();
    double expected = reference.getValue();
    first.forEach(
        (name, found) -> {
          if (!(Math.abs(found - expected) <= TOLERANCE * Math.max(1, Math.abs(expected)))) {
            throw new IllegalStateException(
                String.format(
                    Locale.ROOT,
                    "%s: %s begins with %.6f, %s with %.6f: they do not run the same network",
                    what,
                    reference.getKey(),
                    expected,
                    name,
                    found));
          }
        });
  }

  /**
   * @param what they all train
   * @param first losses before the first step
   * @param measured with the losses after all steps
   * @throws IllegalStateException when a loss did not fall, except without an optimizer
   */
  static void requireFall(String what, Map<String, Double> first, Map<String, Measured> measured) {
    first.forEach(
        (name, before) -> {
          double after = measured.get(name).last();
          if (!name.equals(Steps.NO_OPTIMIZER) && !(after < before)) {
            throw new IllegalStateException(
                String.format(
                    Locale.ROOT,
                    "%s: the loss of %s went from %.6f to %.6f: it does not train",
                    what,
                    name,
                    before,
                    after));
          }
        });
  }
}
