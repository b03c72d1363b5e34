package org.diabolo.engine.natives;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * The kernel that OpenBLAS really runs: its variable {@code gotoblas} points to one of its tables.
 * It can be seen from the moment that ND4J is loaded; the copy that Spark's binding loads before is
 * hidden, but chose by the same environment.
 */
final class OpenBlasKernel {
  private static final List<String> FAST =
      List.of("SKYLAKEX", "COOPERLAKE", "HASWELL", "ZEN", "EXCAVATOR");
  private static final List<String> SLOW =
      List.of(
          "PRESCOTT",
          "CORE2",
          "NEHALEM",
          "BARCELONA",
          "SANDYBRIDGE",
          "BULLDOZER",
          "PILEDRIVER",
          "STEAMROLLER");

  private OpenBlasKernel() {}

  /**
   * @return its name as OPENBLAS_CORETYPE knows it; empty where OpenBLAS is not loaded or hidden
   */
  static Optional<String> name() {
    Pointer variable = Loader.addressof("gotoblas");
    if (variable == null) {
      return Optional.empty();
    }
    Pointer table = new PointerPointer<>(variable).get(Pointer.class, 0);
    return Stream.concat(FAST.stream(), SLOW.stream())
        .filter(name -> table != null && table.equals(Loader.addressof("gotoblas_" + name)))
        .findFirst();
  }

  /** Whether the kernel does without AVX2. */
  static boolean slow(String kernel) {
    return SLOW.contains(kernel);
  }
}
