package org.diabolo.engine.natives;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Debian's LAPACK, as R and NumPy bring it to a system, unpacked into a folder of the test's. */
final class SystemLapack {
  private static final List<String> PACKAGES =
      List.of("liblapack3", "libblas3", "libgfortran5", "libquadmath0");

  private SystemLapack() {}

  /**
   * @return a library path with it; empty where it cannot be had
   */
  static Optional<String> libraryPath(Path folder) throws IOException, InterruptedException {
    for (String name : PACKAGES) {
      if (!run(folder, "apt-get", "download", name)) {
        return Optional.empty();
      }
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(found -> found.toString().endsWith(".deb")).toList()) {
        if (!run(folder, "dpkg-deb", "-x", file.toString(), "unpacked")) {
          return Optional.empty();
        }
      }
    }
    try (Stream<Path> files = Files.walk(folder.resolve("unpacked"))) {
      return Optional.of(
          files
              .filter(file -> file.getFileName().toString().contains(".so"))
              .map(file -> file.getParent().toString())
              .distinct()
              .collect(Collectors.joining(":")));
    }
  }

  private static boolean run(Path folder, String... words)
      throws IOException, InterruptedException {
    try {
      Process process =
          new ProcessBuilder(words)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("output").toFile())
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      // There is no such program here.
      return false;
    }
  }
}
