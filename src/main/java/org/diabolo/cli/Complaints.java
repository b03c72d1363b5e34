package org.diabolo.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.diabolo.job.InvalidJobException;

/** Gathers what several checks find wrong, so that a user sees all of it in one go. */
final class Complaints {
  private final List<String> lines = new ArrayList<>();

  /**
   * Runs a check, and keeps what it complains about.
   *
   * @return whether it had nothing to complain about
   */
  boolean hear(Runnable check) {
    return hear(
            () -> {
              check.run();
              return true;
            })
        != null;
  }

  /**
   * @return what the check gives; null when it complained
   */
  <T> T hear(Supplier<T> check) {
    try {
      return check.get();
    } catch (InvalidJobException e) {
      e.lines().stream().filter(line -> !lines.contains(line)).forEach(lines::add);
      return null;
    }
  }

  /**
   * @throws InvalidJobException with all lines, when there are any
   */
  void throwIfAny() {
    if (!lines.isEmpty()) {
      throw new InvalidJobException(lines);
    }
  }
}
