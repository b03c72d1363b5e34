package org.diabolo.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A process that was started, and that ends with the test.
 *
 * @param what is run, for messages
 * @param process itself
 * @param output its standard output
 * @param errors its standard error
 * @param others processes beside it and those that it starts, which may work for it
 * @param watched further files and folders, which grow while they do
 */
record Running(
    String what,
    Process process,
    Path output,
    Path errors,
    Supplier<Collection<ProcessHandle>> others,
    List<Path> watched)
    implements AutoCloseable {
  private static final long BETWEEN = 50;

  /**
   * Waits for its end, as long as there is {@link Headway}.
   *
   * @throws AssertionError when there is none any more
   */
  Ended end() {
    Headway headway = headway(Headway.QUIET_SECONDS);
    try {
      while (!process.waitFor(BETWEEN, TimeUnit.MILLISECONDS)) {
        require(headway, "end");
      }
      return new Ended(this, process.exitValue());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /**
   * Waits until something has happened while the process runs, as long as there is {@link Headway}.
   *
   * @throws AssertionError when the process ends before, or there is none any more
   */
  void until(String happened, BooleanSupplier condition) {
    Headway headway = headway(Headway.QUIET_SECONDS);
    while (!condition.getAsBoolean()) {
      if (!process.isAlive()) {
        throw new AssertionError("ended before " + happened + ": " + this);
      }
      require(headway, happened);
      pause(BETWEEN);
    }
  }

  private static void pause(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /**
   * Asks while the process stands still, so that it gets no further the longer the answer takes; if
   * that is no it goes on for a second.
   *
   * @return the answer; where it is yes the process stays stopped
   */
  boolean stoppedFor(BooleanSupplier question) {
    Signals.send("STOP", process.toHandle());
    boolean yes = question.getAsBoolean();
    if (!yes) {
      Signals.send("CONT", process.toHandle());
      pause(1000);
    }
    return yes;
  }

  private void require(Headway headway, String happened) {
    String stalled = headway.stalled();
    if (stalled != null) {
      throw new AssertionError("no " + happened + ": " + stalled + ": " + this);
    }
  }

  /** Of this process and of all that may work for it. */
  Headway headway(long quietSeconds) {
    List<Path> logs = new ArrayList<>(watched);
    logs.add(output);
    logs.add(errors);
    return new Headway(this::all, logs, quietSeconds);
  }

  private Set<ProcessHandle> all() {
    Set<ProcessHandle> all = new HashSet<>(others.get());
    all.add(process.toHandle());
    process.descendants().forEach(all::add);
    return all;
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
