package org.diabolo.average;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Memory at a round, in megabytes.
 *
 * @param round after which it was measured
 * @param driverHeap of this JVM after a collection
 * @param executorHeap of the executor with most, after a collection
 * @param executorResident of the executor with most, as the system counts it
 */
record MemoryFigures(int round, double driverHeap, double executorHeap, double executorResident) {
  private static final Pattern USED = Pattern.compile("used (\\d+)K");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  static MemoryFigures at(int round) throws IOException {
    double heap = 0;
    double resident = 0;
    List<ProcessHandle> executors =
        ProcessHandle.current()
            .descendants()
            .filter(p -> commandLine(p).contains("CoarseGrainedExecutorBackend"))
            .toList();
    for (ProcessHandle executor : executors) {
      jcmd(executor, "GC.run");
      heap = Math.max(heap, first(USED, jcmd(executor, "GC.heap_info")) / 1024);
      String status = Files.readString(Path.of("/proc/" + executor.pid() + "/status"));
      resident = Math.max(resident, first(RESIDENT, status) / 1024);
    }
    // Spark's cleaner works on what a first collection has found.
    System.gc();
    pause();
    System.gc();
    long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    return new MemoryFigures(round, used / 1048576.0, heap, resident);
  }

  private static void pause() {
    try {
      Thread.sleep(500);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Not by ProcessHandle.Info, which leaves long ones out. */
  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(
          Path.of("/proc/" + process.pid() + "/cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  private static String jcmd(ProcessHandle process, String command) throws IOException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process run =
        new ProcessBuilder(jcmd.toString(), "" + process.pid(), command)
            .redirectErrorStream(true)
            .start();
    return new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static double first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("no " + pattern + " in " + text);
    }
    return Double.parseDouble(matcher.group(1));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%6d %12.1f %14.1f %18.1f", round, driverHeap, executorHeap, executorResident);
  }
}
