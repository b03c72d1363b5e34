package org.diabolo.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTest {
  @TempDir Path disk;
  private Folder root;

  @BeforeEach
  void open() {
    root = Folder.of(disk.toString(), new Configuration());
  }

  @Test
  void fileIsWrittenWholeUnderItsOwnNameOnly() throws IOException {
    root.folder("a").write("card.json", "grün");

    assertThat(Files.readString(disk.resolve("a/card.json"))).isEqualTo("grün");
    assertThat(visible(disk.resolve("a"))).containsExactly("card.json");
    assertThat(parts(disk.resolve("a"))).isEmpty();
    assertThat(root.folder("a").text("card.json")).isEqualTo("grün");
    assertThat(root.folder("a").has("card.json")).isTrue();
    assertThat(root.folder("a").has("other.json")).isFalse();
  }

  @Test
  void bytesComeBackAsTheyWere() {
    byte[] bytes = new byte[70_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31);
    }

    root.write("net.zip", bytes);

    assertThat(root.bytes("net.zip")).isEqualTo(bytes);
  }

  @Test
  void newerFileTakesTheOlderOnesPlace() throws IOException {
    root.write("metrics.json", "a long text that was here before");
    root.write("metrics.json", "new");

    assertThat(root.text("metrics.json")).isEqualTo("new");
    assertThat(Files.readString(disk.resolve("metrics.json"))).isEqualTo("new");
    assertThat(parts(disk)).isEmpty();
  }

  @Test
  void missingFileIsNamed() {
    assertThatThrownBy(() -> root.bytes("nothing.json"))
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(FileNotFoundException.class)
        .hasMessageContaining(disk.resolve("nothing.json").toString());
  }

  @Test
  void foldersAreSortedByNameAndFilesLeftOut() {
    root.folder("b").write("x", "");
    root.folder("c").write("x", "");
    root.folder("a").write("x", "");
    root.write("file", "");

    assertThat(root.folders()).extracting(Folder::name).containsExactly("a", "b", "c");
    assertThat(root.folders().get(1)).isEqualTo(root.folder("b"));
    assertThat(root.folder("nowhere").folders()).isEmpty();
  }

  @Test
  void deleteTakesAllInAFolder() {
    root.folder("full").folder("deep").write("file", "1");

    root.folder("full").delete();
    root.folder("nowhere").delete();

    assertThat(disk.resolve("full")).doesNotExist();
  }

  @Test
  void namesArePlainPaths() {
    Folder folder = root.folder("job").folder("run-1");

    assertThat(folder).hasToString(disk + "/job/run-1");
    assertThat(folder.name()).isEqualTo("run-1");
    assertThat(folder.sibling("run-2")).hasToString(disk + "/job/run-2");
    assertThat(folder.path().toUri().getScheme()).isEqualTo("file");
    assertThat(folder.exists()).isFalse();
  }

  private static List<String> visible(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).filter(n -> !n.startsWith(".")).toList();
    }
  }

  /** Whatever is left of files on their way; Hadoop's own checksum files are not. */
  private static List<String> parts(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).filter(n -> n.contains(".part")).toList();
    }
  }
}
