package org.diabolo.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One input, read in a thread of its own, whose processor time and memory are bounded. No clock is
 * asked: on a busy machine nothing takes longer.
 */
final class Trial {
  /** Of processor time. */
  static final long MOST_SECONDS = 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Trial() {}

  /**
   * What should not be.
   *
   * @param place equal for what has probably one cause
   * @param what in words, with a trace
   */
  record Find(String place, String what) {}

  /** How the reading ended; {@code find} is null if as it should. */
  private record End(boolean read, Find find) {}

  /**
   * @param accepted is told whether it was read
   * @return what was wrong, if anything
   */
  static Optional<Find> of(
      FuzzedReader reader, Parts parts, java.util.function.Consumer<Boolean> accepted) {
    AtomicReference<End> end = new AtomicReference<>();
    Thread thread = new Thread(() -> end.set(run(reader, parts)), "fuzz");
    thread.setDaemon(true);
    thread.start();
    try {
      while (end.get() == null && thread.isAlive()) {
        thread.join(2000);
        if (thread.isAlive() && THREADS.getThreadCpuTime(thread.getId()) > MOST_SECONDS * 1e9) {
          StackTraceElement[] trace = thread.getStackTrace();
          return Optional.of(
              new Find(
                  "time at " + ours(trace),
                  "takes more than " + MOST_SECONDS + " s" + text(trace)));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    accepted.accept(end.get().read());
    return Optional.ofNullable(end.get().find());
  }

  private static End run(FuzzedReader reader, Parts parts) {
    long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    boolean read = false;
    try {
      read = reader.read(parts);
    } catch (Throwable e) {
      StackTraceElement[] trace = e.getStackTrace();
      return new End(
          false, new Find(e.getClass().getSimpleName() + " at " + ours(trace), e + text(trace)));
    }
    long megabytes =
        (THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before) >> 20;
    return new End(
        read,
        megabytes <= reader.megabytes()
            ? null
            : new Find("memory", "allocates " + megabytes + " MB, most: " + reader.megabytes()));
  }

  private static String ours(StackTraceElement[] trace) {
    return Arrays.stream(trace)
        .filter(frame -> frame.getClassName().startsWith("org.diabolo."))
        .findFirst()
        .map(frame -> frame.getClassName().replaceAll(".*\\.", "") + "." + frame.getMethodName())
        .orElse("nowhere");
  }

  private static String text(StackTraceElement[] trace) {
    StringBuilder text = new StringBuilder();
    Arrays.stream(trace).limit(25).forEach(frame -> text.append("\n\tat ").append(frame));
    return text.toString();
  }
}
