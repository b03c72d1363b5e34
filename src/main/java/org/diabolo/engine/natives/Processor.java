package org.diabolo.engine.natives;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Whether this processor can do more than an OpenBLAS kernel makes of it. */
final class Processor {
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

  static boolean outruns(String kernel) {
    if (!OLD.contains(kernel)) {
      return false;
    }
    try (Stream<String> lines = Files.lines(CPUINFO)) {
      return lines
          .filter(line -> line.startsWith("flags"))
          .findFirst()
          .filter(Processor::avx2)
          .isPresent();
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  /**
   * @param flags the line "flags" of /proc/cpuinfo
   */
  static boolean avx2(String flags) {
    return List.of(flags.split("\\s+")).containsAll(List.of("avx2", "fma"));
  }
}
