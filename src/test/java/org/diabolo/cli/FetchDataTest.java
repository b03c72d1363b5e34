package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/fetch-data} knows what it makes data sets of. */
class FetchDataTest {
  /** Of "abc", by FIPS 180-4's example. */
  private static final String SUM_OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path folder;

  private String fetch(String name) throws Exception {
    return Bash.run(
        "scripts/fetch-data \"$1\" --from \"$2\" --into \"$2/made\" || echo ended with $?",
        name,
        folder.toString());
  }

  @Test
  void fileOfAnotherContentIsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("enamdict"), "abc");

    assertThat(fetch("katakana"))
        .startsWith("fetch-data: " + file + " is damaged, or another version")
        .contains("its SHA-256 is " + SUM_OF_ABC + ", and not ")
        .contains("Allowed: --any-version")
        .endsWith("ended with 1\n");
    assertThat(folder.resolve("made")).isEmptyDirectory();
  }

  @Test
  void folderInWhichOneFileDiffersIsRefused() throws Exception {
    for (String name : List.of("index", "africa", "state")) {
      Files.writeString(folder.resolve(name), name);
    }

    assertThat(fetch("quiz")).contains(folder + "/./ is damaged").endsWith("ended with 1\n");
  }

  @Test
  void everyDataSetHasSums() throws Exception {
    List<String> sums = Files.readAllLines(Path.of("scripts/data/SHA256SUMS"));
    try (Stream<Path> scripts = Files.list(Path.of("scripts/data"))) {
      assertThat(scripts.map(Path::getFileName).map(Path::toString))
          .filteredOn(name -> name.endsWith(".sh") && !name.equals("fashion-mnist.sh"))
          .hasSize(7)
          .allSatisfy(
              name ->
                  assertThat(sums)
                      .anyMatch(
                          line -> line.matches("[0-9a-f]{64} " + name.replace(".sh", " \\S+"))));
    }
    // Of the unpacked files, which are compared in Java.
    assertThat(Files.readString(Path.of("scripts/data/FashionMnist.java")))
        .containsPattern("\"[0-9a-f]{64}\"");
  }
}
