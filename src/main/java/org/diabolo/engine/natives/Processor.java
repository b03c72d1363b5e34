package org.diabolo.engine.natives;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What Linux tells of this machine's processor; elsewhere nothing is known of it. */
public final class Processor {
  private static final Path CPUINFO = Path.of("/proc/cpuinfo");

  /** Kernels that do without AVX2. */
  private static final Set<String> OLD =
      Set.of(
          "PRESCOTT",
          "CORE2",
          "NEHALEM",
          "BARCELONA",
          "SANDYBRIDGE",
          "BULLDOZER",
          "PILEDRIVER",
          "STEAMROLLER");

  private Processor() {}

  /** Whether it can do more than an OpenBLAS kernel makes of it. */
  static boolean outruns(String kernel) {
    return OLD.contains(kernel) && line("flags").filter(Processor::avx2).isPresent();
  }

  /**
   * @return whether the processor is known to be one of Intel's
   */
  public static boolean isIntel() {
    return line("vendor_id").filter(vendor -> vendor.contains("GenuineIntel")).isPresent();
  }

  private static Optional<String> line(String name) {
    try (Stream<String> lines = Files.lines(CPUINFO)) {
      return lines.filter(line -> line.startsWith(name)).findFirst();
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /**
   * @param flags the line "flags" of /proc/cpuinfo
   */
  static boolean avx2(String flags) {
    return List.of(flags.split("\\s+")).containsAll(List.of("avx2", "fma"));
  }
}
