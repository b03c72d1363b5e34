package org.diabolo.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Whether processes get on. What is waited for may take as long as it likes, on a machine however
 * busy, while logs grow or processes work; an end comes only when neither happens any more.
 *
 * <p>A process works while its threads run on a processor or wait for one to be free, as Linux
 * counts it. One that waits for nobody's answer asks for next to nothing, busy machine or not.
 */
final class Headway {
  /** So long nothing happens before all is given up. */
  static final long QUIET_SECONDS = 300;

  /** Of that time less than this share is asked of the processors by heartbeats and collectors. */
  private static final double IDLE = 0.05;

  /** So much may be computed without a line in a log: more is an endless loop. */
  private static final long MOST_NANOS = 1_800_000_000_000L;

  /** Looks in the time of silence after which all is given up. */
  private static final int LOOKS = 100;

  private final Supplier<Collection<ProcessHandle>> processes;
  private final List<Path> logs;
  private final long quietNanos;

  private Map<String, Long> asked = new HashMap<>();
  private long logged = -1;
  private long looked;
  private long quietSince;
  private long askedSince;

  /**
   * @param processes those that may work on what is waited for
   * @param logs that grow while they do; folders with all that is in them
   * @param quietSeconds so long nothing happens before all is given up
   */
  Headway(Supplier<Collection<ProcessHandle>> processes, List<Path> logs, long quietSeconds) {
    this.processes = processes;
    this.logs = logs;
    this.quietNanos = quietSeconds * 1_000_000_000;
    this.looked = System.nanoTime();
  }

  /**
   * To be called again and again.
   *
   * @return why there is no sense in waiting any longer; null while there is
   */
  String stalled() {
    long now = System.nanoTime();
    if (logged >= 0 && now - looked < quietNanos / LOOKS) {
      return null;
    }
    long before = looked;
    looked = now;
    long size = logs.stream().mapToLong(Headway::size).sum();
    long more = moreAsked();
    if (size != logged) {
      logged = size;
      quietSince = now;
      askedSince = 0;
      return null;
    }
    // The first look at a process tells of all its life, most of which was before.
    askedSince += Math.min(more, 64 * (now - before));
    long quiet = now - quietSince;
    if (askedSince > MOST_NANOS) {
      return "the processes have computed for %d s without a word"
          .formatted(askedSince / 1_000_000_000);
    }
    if (quiet > quietNanos && askedSince < IDLE * quiet) {
      return "for %d s no log has grown, and all processes together asked for %d s of processor"
          .formatted(quiet / 1_000_000_000, askedSince / 1_000_000_000);
    }
    return null;
  }

  /** What the threads have asked of the processors since the last look, in nanoseconds. */
  private long moreAsked() {
    Map<String, Long> now = new HashMap<>();
    for (ProcessHandle process : processes.get()) {
      Path threads = Path.of("/proc", Long.toString(process.pid()), "task");
      try (Stream<Path> each = Files.list(threads)) {
        each.forEach(thread -> now.put(thread.toString(), asked(thread)));
      } catch (IOException | java.io.UncheckedIOException e) {
        // It has ended.
        continue;
      }
    }
    long more = 0;
    for (Map.Entry<String, Long> thread : now.entrySet()) {
      more += Math.max(0, thread.getValue() - asked.getOrDefault(thread.getKey(), 0L));
    }
    asked = now;
    return more;
  }

  /** The time that it ran, and that it waited to run. */
  private static long asked(Path thread) {
    try {
      String[] numbers =
          Files.readString(thread.resolve("schedstat"), StandardCharsets.US_ASCII).split("\\s+");
      return Long.parseLong(numbers[0]) + Long.parseLong(numbers[1]);
    } catch (IOException | RuntimeException e) {
      return 0;
    }
  }

  private static long size(Path log) {
    try (Stream<Path> files = Files.walk(log)) {
      return files.filter(Files::isRegularFile).mapToLong(Headway::length).sum();
    } catch (IOException | java.io.UncheckedIOException e) {
      // Files come and go while we look.
      return 0;
    }
  }

  private static long length(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }
}
