package org.diabolo.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.diabolo.testing.CopyingFiles;
import org.diabolo.testing.DyingFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumberedPartsTest {
  private static final String ONE = "0f6ab3a4-9d0e-4b4f-8e46-0123456789ab";
  private static final String OTHER = "c61f3f0b-1c1b-4f5e-9a51-ba9876543210";

  @TempDir Path disk;

  @AfterEach
  void live() {
    DyingFiles.live();
  }

  private Folder folder(String name) {
    Configuration configuration = new Configuration();
    CopyingFiles.register(configuration);
    return Folder.of("copying:" + disk.resolve(name), configuration);
  }

  private Folder written(String name, String writing, String text) {
    Folder folder = folder(name);
    folder.write("part-00000-" + writing + "-c000.snappy.parquet", text + " 0");
    folder
        .folder("split=test")
        .write("part-00012-" + writing + ".c000.snappy.parquet", text + " 12");
    return folder;
  }

  @Test
  void nameIsThePartsNumberWhoeverWroteIt() {
    assertThat(NumberedParts.numbered("part-00003-" + ONE + "-c000.snappy.parquet"))
        .isEqualTo("part-00003-c000.snappy.parquet");
    assertThat(NumberedParts.numbered("part-1234567-" + OTHER + ".c001.zstd.parquet"))
        .isEqualTo("part-1234567.c001.zstd.parquet");
    assertThat(NumberedParts.numbered("_made.json")).isEqualTo("_made.json");
  }

  @Test
  void whatComesLateStandsInThePlaceOfItsEqual() throws IOException {
    Folder place = folder("out");
    place.create();
    NumberedParts.move(written("one", ONE, "part"), place);
    NumberedParts.move(written("other", OTHER, "part"), place);

    assertThat(place.fileNames()).containsExactly("part-00000-c000.snappy.parquet");
    assertThat(place.text("part-00000-c000.snappy.parquet")).isEqualTo("part 0");
    Folder split = place.folder("split=test");
    assertThat(split.fileNames()).containsExactly("part-00012.c000.snappy.parquet");
    assertThat(split.text("part-00012.c000.snappy.parquet")).isEqualTo("part 12");
    assertThat(disk.resolve("one")).doesNotExist();
    assertThat(disk.resolve("other")).doesNotExist();
  }

  @Test
  void storeThatFailsIsHeardOf() {
    Folder place = folder("out");
    place.create();
    Folder from = written("one", ONE, "part");
    place.folder("split=test").create();
    DyingFiles.dieAfter(1);

    assertThatThrownBy(() -> NumberedParts.move(from, place))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("died before");

    DyingFiles.live();
    assertThat(Files.exists(disk.resolve("one"))).isTrue();
  }
}
