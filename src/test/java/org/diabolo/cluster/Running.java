package org.diabolo.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A process that was started, and that ends with the test.
 *
 * @param what is run, for messages
 * @param process itself
 * @param output its standard output
 * @param errors its standard error
 */
record Running(String what, Process process, Path output, Path errors) implements AutoCloseable {
  /**
   * Waits for its end.
   *
   * @throws AssertionError when it takes longer than the limit
   */
  Ended end(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("not ended after " + limit.toSeconds() + " s: " + this);
      }
      return new Ended(this, process.exitValue());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /**
   * Waits until something has happened while the process runs.
   *
   * @throws AssertionError when the process ends before, or the limit passes
   */
  void until(String happened, Duration limit, BooleanSupplier condition) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (!process.isAlive()) {
        throw new AssertionError("ended before " + happened + ": " + this);
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("no " + happened + " in " + limit.toSeconds() + " s: " + this);
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
  }

  /** All it has printed so far on standard output. */
  String printed() {
    return text(output);
  }

  /** All it has printed so far on standard error. */
  String complained() {
    return text(errors);
  }

  /** Ends it, and what it has started, if it still runs. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  @Override
  public String toString() {
    return what
        + "\n"
        + output
        + ":\n"
        + end(printed())
        + "\n"
        + errors
        + ":\n"
        + end(complained());
  }

  private static String end(String text) {
    return text.length() <= 6000 ? text : "..." + text.substring(text.length() - 6000);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
