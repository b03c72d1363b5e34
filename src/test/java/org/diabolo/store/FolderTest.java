package org.diabolo.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
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
    assertThat(all(disk.resolve("a"))).containsExactly("card.json");
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
    assertThat(all(disk)).containsExactly("metrics.json");
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

  @Test
  void nothingButTheFileIsThere() throws IOException {
    root.write("a", "1");
    root.write("a", "2");
    root.folder("deep").write("b", "1");

    assertThat(all(disk)).containsExactly("a", "deep");
    assertThat(all(disk.resolve("deep"))).containsExactly("b");
  }

  @Test
  void fileOfAnOlderVersionIsReadAndReplacedTogetherWithItsSums() throws IOException {
    Configuration configuration = new Configuration();
    FileSystem summed = FileSystem.get(disk.toUri(), configuration);
    org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(disk.toUri().getPath(), "a");
    for (String name : List.of("a", "b")) {
      try (OutputStream out =
          summed.create(new org.apache.hadoop.fs.Path(file.getParent(), name))) {
        out.write("older".getBytes(StandardCharsets.UTF_8));
      }
    }
    assertThat(all(disk)).containsExactly(".a.crc", ".b.crc", "a", "b");
    assertThat(root.text("a")).isEqualTo("older");

    root.write("a", "newer, and longer");
    root.delete("b");

    assertThat(all(disk)).containsExactly("a");
    // Hadoop's own way would compare with the sums.
    try (InputStream in = summed.open(file)) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("newer, and longer");
    }
  }

  @Test
  void fileHasThePermissionsOfAnyNewFile() throws IOException {
    Path plain = Files.writeString(disk.resolve("plain"), "1");

    root.write("a", "1");
    root.write("a", "2");

    assertThat(Files.getPosixFilePermissions(disk.resolve("a")))
        .isEqualTo(Files.getPosixFilePermissions(plain));
  }

  @Test
  void writerThatFailsLeavesTheOlderFileAndNothingElse() throws IOException {
    root.write("a", "older");

    assertThatThrownBy(
            () ->
                root.write(
                    "a",
                    out -> {
                      out.write(new byte[100_000]);
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("No space left on device");

    assertThat(root.text("a")).isEqualTo("older");
    assertThat(all(disk)).containsExactly("a");
  }

  @Test
  void leavingsAreKnownByTheirNamesAlone() throws IOException {
    for (String mine : List.of(".a.part", ".a.diabolo", "a.0123456789abcdef.diabolo")) {
      Files.writeString(disk.resolve(mine), "mine");
    }
    Files.createDirectory(disk.resolve(".b.0123456789abcdef.diabolo"));
    Files.writeString(disk.resolve(".a.0123456789abcdef.diabolo"), "left");

    root.write("a", "1");

    assertThat(all(disk))
        .containsExactly(
            ".a.diabolo",
            ".a.part",
            ".b.0123456789abcdef.diabolo",
            "a",
            "a.0123456789abcdef.diabolo");
  }

  @Test
  void whatIsBeingWrittenIsNobodysLeavings() throws IOException {
    root.write(
        "a",
        out -> {
          out.write('1');
          root.write("b", "1");
          root.write("a", "from within");
          out.write('2');
        });

    assertThat(root.text("a")).isEqualTo("12");
    assertThat(all(disk)).containsExactly("a", "b");
  }

  @Test
  void folderBehindALinkIsWrittenInto() throws IOException {
    Files.createDirectory(disk.resolve("there"));
    Files.createSymbolicLink(disk.resolve("link"), disk.resolve("there"));

    root.folder("link").write("a", "1");

    assertThat(all(disk.resolve("there"))).containsExactly("a");
  }

  @Test
  void linkThatLeadsNowhereIsThere() throws IOException {
    Files.createSymbolicLink(disk.resolve("link"), disk.resolve("nowhere"));

    assertThat(root.folder("link").exists()).isTrue();
    assertThat(root.folder("nowhere").exists()).isFalse();
  }

  private static List<String> all(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }
}
