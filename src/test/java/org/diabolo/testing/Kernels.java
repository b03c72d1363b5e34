package org.diabolo.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Kernels of OpenBLAS, one of each kind that rounds in its own way. */
public final class Kernels {
  private static final Path CPUINFO = Path.of("/proc/cpuinfo");

  /** With what a processor must have for them, by the names of /proc/cpuinfo. */
  private static final Map<String, List<String>> NEEDS = new LinkedHashMap<>();

  static {
    NEEDS.put("NEHALEM", List.of("sse4_2"));
    NEEDS.put("SANDYBRIDGE", List.of("avx"));
    NEEDS.put("HASWELL", List.of("avx2", "fma"));
    NEEDS.put("ZEN", List.of("avx2", "fma"));
    NEEDS.put("SKYLAKEX", List.of("avx512f", "avx512dq", "avx512bw", "avx512vl"));
    NEEDS.put("COOPERLAKE", List.of("avx512f", "avx512dq", "avx512bw", "avx512vl", "avx512_bf16"));
  }

  /** {@code all} or, to keep the tests short, one that every newer processor has and the newest. */
  private static final boolean ALL = System.getProperty("diabolo.kernels", "").equals("all");

  private static final String COMMON = "HASWELL";

  private Kernels() {}

  /**
   * @return those of {@link #ofThisProcessor} that tests try which start a JVM for each
   */
  public static List<String> tried() {
    List<String> all = ofThisProcessor();
    return all.stream()
        .filter(name -> ALL || name.equals(COMMON) || name.equals(all.get(all.size() - 1)))
        .toList();
  }

  /**
   * @return those that this processor can run, the oldest first; none where that is not known
   */
  public static List<String> ofThisProcessor() {
    if (!Files.exists(CPUINFO) || !System.getProperty("os.arch").equals("amd64")) {
      return List.of();
    }
    try {
      Set<String> has = Set.copyOf(List.of(Files.readString(CPUINFO).split("\\s+")));
      return NEEDS.keySet().stream().filter(name -> has.containsAll(NEEDS.get(name))).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
