package org.diabolo.submit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.diabolo.job.InvalidJobException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverlapsTest {
  @TempDir Path folder;

  @BeforeEach
  void write() throws Exception {
    Files.createDirectories(folder.resolve("data/in"));
    Files.writeString(folder.resolve("data/rows.csv"), "id");
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("data"));
  }

  private void require(String written, String read) {
    Overlaps.require(
        List.of(
            Place.written("--output", at(written)),
            Place.read("--input", at(read)),
            Place.driver("encoder.path", at(read))),
        new Configuration());
  }

  private String at(String path) {
    return folder + "/" + path;
  }

  private void assertRefused(String written, String read) {
    assertThatThrownBy(() -> require(written, read))
        .isInstanceOf(InvalidJobException.class)
        .hasMessage(
            "--output "
                + at(written)
                + ": lies in --input "
                + at(read)
                + ", where the next reading would find it; name a place outside of it");
  }

  @Test
  void nothingIsWrittenIntoWhatIsRead() {
    assertRefused("data/in", "data/in");
    assertRefused("data/in/new/out", "data/in");
    assertRefused("data/in/../in/out", "data/in");
    assertRefused("link/in/out", "data/in");
    assertRefused("data/in/out", "link/in");
    assertRefused("data/out", "data/*");
    assertRefused("data/out/deep", "d?ta/{in,out}");
    assertRefused("data/rows.csv", "data/rows.csv");
  }

  @Test
  void besideAndAboveIsAnotherMatter() {
    assertThatCode(
            () -> {
              require("data/in2", "data/in");
              require("data/out", "data/in");
              require("data", "data/in");
              require("data/out", "data/*.csv");
              require("data/out", "data/rows.csv");
              require("data/in/out", "data/in[v2]");
            })
        .doesNotThrowAnyException();
  }
}
