package org.diabolo.bench.engine;

import java.util.Locale;
import java.util.Map;
import org.diabolo.bench.engine.Turns.Measured;

/** Refuses to compare contestants that do not do the same. */
final class Agreement {
  /** Of the losses before the first step. */
  static final double START = 1e-4;

  /**
   * Of those after it: Adam divides tiny gradients by tiny numbers, and PyTorch adds its epsilon
   * elsewhere.
   */
  static final double STEP = 1e-3;

  private Agreement() {}

  /**
   * @param what they all do
   * @param first what each one returned, by name; the first entry is the reference
   * @param tolerance relative to the reference, or absolute below 1
   * @throws IllegalStateException when one is further from the reference than rounding explains
   */
  static void requireEqual(String what, Map<String, Double> found, double tolerance) {
    var reference = found.entrySet().iterator().next();
    double expected = reference.getValue();
    found.forEach(
        (name, number) -> {
          if (!(Math.abs(number - expected) <= tolerance * Math.max(1, Math.abs(expected)))) {
            throw new IllegalStateException(
                String.format(
                    Locale.ROOT,
                    "%s: %s gives %.6f, %s %.6f: they do not run the same network",
                    what,
                    reference.getKey(),
                    expected,
                    name,
                    number));
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
