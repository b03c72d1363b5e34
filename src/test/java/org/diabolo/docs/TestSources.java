package org.diabolo.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Source files of this project's tests. */
final class TestSources {
  private TestSources() {}

  /**
   * @param test the name of a class, without its package
   * @return all files of that name
   */
  static List<Path> named(String test) {
    try (Stream<Path> files =
        Files.find(
            Path.of("src/test/java"),
            20,
            (path, is) -> path.getFileName().toString().equals(test + ".java"))) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
