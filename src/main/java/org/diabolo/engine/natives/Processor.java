package org.diabolo.engine.natives;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which of OpenBLAS's kernels fits a processor. OpenBLAS knows processors by name, and takes a slow
 * one (Prescott, from before AVX) for those that are newer than itself.
 */
final class Processor {
  private static final Path CPUINFO = Path.of("/proc/cpuinfo");

  private Processor() {}

  /**
   * @return a value for OPENBLAS_CORETYPE; empty where OpenBLAS must choose
   */
  static Optional<String> kernel() {
    if (!"Linux".equals(System.getProperty("os.name"))
        || !"amd64".equals(System.getProperty("os.arch"))) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(CPUINFO)) {
      return lines.filter(line -> line.startsWith("flags")).findFirst().flatMap(Processor::kernel);
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /**
   * @param flags the line "flags" of /proc/cpuinfo
   */
  static Optional<String> kernel(String flags) {
    Set<String> has = Arrays.stream(flags.split("\\s+")).collect(Collectors.toSet());
    if (has.containsAll(Set.of("avx512f", "avx512dq", "avx512vl", "avx512bw"))) {
      return Optional.of("SKYLAKEX");
    }
    return has.containsAll(Set.of("avx2", "fma")) ? Optional.of("HASWELL") : Optional.empty();
  }
}
