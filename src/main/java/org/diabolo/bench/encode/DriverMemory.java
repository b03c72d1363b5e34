package org.diabolo.bench.encode;

import java.lang.management.ManagementFactory;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the driver's heap holds while work runs: looked at right after a full collection, so that
 * garbage does not count.
 *
 * @param before bytes
 * @param peak the most bytes that any collection during the work left
 * @param after bytes
 */
record DriverMemory(long before, long peak, long after) {
  private static final int EVERY_MILLIS = 1000;

  /** Collects every second while the work runs, which it is not timed for. */
  static DriverMemory during(Runnable work) {
    long before = held();
    AtomicLong peak = new AtomicLong(before);
    ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
    try {
      watch.scheduleWithFixedDelay(
          () -> peak.accumulateAndGet(held(), Math::max),
          EVERY_MILLIS,
          EVERY_MILLIS,
          TimeUnit.MILLISECONDS);
      work.run();
    } finally {
      watch.shutdownNow();
    }
    long after = held();
    return new DriverMemory(before, Math.max(peak.get(), after), after);
  }

  private static long held() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
