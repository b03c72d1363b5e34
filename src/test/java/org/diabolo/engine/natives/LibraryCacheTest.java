package org.diabolo.engine.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryCacheTest {
  @TempDir Path temporary;

  @Test
  void isMadeForThisUserAlone() throws IOException {
    Path folder = LibraryCache.folder(temporary);
    assertThat(folder.getFileName().toString())
        .isEqualTo("diabolo-natives-" + System.getProperty("user.name"));
    assertThat(LibraryCache.usable(folder)).isTrue();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    assertThat(LibraryCache.usable(folder)).as("again").isTrue();
    assertThat(temporary.toFile().list()).containsExactly(folder.getFileName().toString());
  }

  @Test
  void whatOthersCanWriteToOrPointElsewhereIsRefused() throws IOException {
    Path open = Files.createDirectory(temporary.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(LibraryCache.usable(open)).isFalse();
    Path link = Files.createSymbolicLink(temporary.resolve("link"), temporary);
    assertThat(LibraryCache.usable(link)).isFalse();
    Path file = Files.createFile(temporary.resolve("file"));
    assertThat(LibraryCache.usable(file)).isFalse();
  }
}
