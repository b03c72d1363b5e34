package org.diabolo.engine.natives;

import com.sun.jna.NativeLibrary;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu;

/**
 * The OpenBLAS that Diabolo brings, loaded for itself alone: no other library in the process finds
 * its symbols (a system's LAPACK would take its BLAS from it), and it looks up its own in itself
 * first (a system's BLAS that Spark ML loaded, for all to see, has the same names). Whoever opens
 * the same files later, JavaCPP for ND4J and netlib's binding for us, gets what is loaded here; the
 * libraries that call it are loaded in the same way.
 *
 * <p>JavaCPP has two bindings, with and without LAPACK, and unpacks the library once for each: two
 * files, hence two copies in memory with settings of their own.
 */
final class OpenBlas {
  private static final String LIBRARY = "libopenblas.so.0";

  /** The file that ours is taken from; also what DL4J's calls from Java reach. */
  private static final String WITHOUT_LAPACK = "libopenblas_nolapack.so.0";

  private final File file;
  private final List<NativeLibrary> copies;

  private OpenBlas(File file, List<NativeLibrary> copies) {
    this.file = file;
    this.copies = List.copyOf(copies);
  }

  /**
   * Unpacks and loads it, with what it stands on.
   *
   * @return empty where libraries are not loaded as on Linux, or the library is not on the class
   *     path
   * @throws IOException when it cannot be unpacked
   * @throws UnsatisfiedLinkError when it cannot be loaded, for instance on a C library before glibc
   *     2.34
   */
  static Optional<OpenBlas> load() throws IOException {
    if (!Loader.getPlatform().startsWith("linux-")) {
      return Optional.empty();
    }
    // What it stands on is found by name once it is loaded, and has no path to look for the rest.
    for (String name : List.of("libquadmath.so.0", "libgfortran.so.5")) {
      Optional<File> found = Unpacked.file(openblas_nolapack.class, name, name);
      found.ifPresent(file -> Libraries.open(file.getPath(), Libraries.LAZY));
    }
    List<File> files = new ArrayList<>();
    List<NativeLibrary> copies = new ArrayList<>();
    for (String name : List.of(WITHOUT_LAPACK, LIBRARY)) {
      Optional<File> found = Unpacked.file(openblas_nolapack.class, LIBRARY, name);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      files.add(found.get());
      copies.add(openForItself(found.get()));
    }
    for (String binding : List.of("libjniopenblas_nolapack.so", "libjniopenblas.so")) {
      Unpacked.file(openblas_nolapack.class, binding, binding).ifPresent(OpenBlas::openForItself);
    }
    return Optional.of(new OpenBlas(files.get(0), copies));
  }

  /** Loads ND4J's library, so that it too takes its products from this OpenBLAS. */
  static void openNd4j() throws IOException {
    Unpacked.file(Nd4jCpu.class, "libgomp.so.1", "libgomp.so.1");
    Unpacked.file(Nd4jCpu.class, "libnd4jcpu.so", "libnd4jcpu.so")
        .ifPresent(OpenBlas::openForItself);
  }

  private static NativeLibrary openForItself(File file) {
    return Libraries.open(file.getPath(), Libraries.LAZY | Libraries.DEEPBIND);
  }

  /** What a binding must open to come to it. */
  File file() {
    return file;
  }

  /**
   * @return the kernel that it runs, as OPENBLAS_CORETYPE knows it: {@code HASWELL}
   */
  String kernel() {
    return copies
        .get(0)
        .getFunction("openblas_get_corename")
        .invokeString(new Object[0], false)
        .toUpperCase(Locale.ROOT);
  }

  /** Sets the threads of one product. */
  void threads(int count) {
    for (NativeLibrary copy : copies) {
      copy.getFunction("openblas_set_num_threads").invokeVoid(new Object[] {count});
    }
  }

  /**
   * @return threads of one product
   */
  int threads() {
    return copies.get(0).getFunction("openblas_get_num_threads").invokeInt(new Object[0]);
  }
}
