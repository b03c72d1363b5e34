package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.diabolo.cli.Commands.Outcome;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.Tables;

/** A run called one, of a small table, made once for a class of tests that each damage a copy. */
final class SmallRun {
  private static Path whole;

  private SmallRun() {}

  /**
   * @return the folder of a run of 120 rows with all its stages, made once for all classes of
   *     tests, which only copy it
   */
  static synchronized Path whole() throws IOException {
    if (whole == null) {
      Path base = Files.createTempDirectory("small-run");
      make(base, 120, "run");
      FileUtils.forceDeleteOnExit(base.toFile());
      whole = base;
    }
    return whole;
  }

  static void make(Path base, int rows, String... commands) throws IOException {
    Tables.write(LocalSpark.session(), Tables.plane(rows), base.resolve("input"));
    Files.writeString(
        base.resolve("job.yaml"),
        Tables.job(base.resolve("input")).replace("epochs: 20", "epochs: 2"));
    for (String command : commands) {
      Outcome outcome = Commands.in(base, command, "--run-id", "one");
      assertThat(outcome.code()).as(outcome.errors()).isZero();
    }
  }

  /**
   * @return the copy's folder
   */
  static Path copy(Path base, Path folder) throws IOException {
    FileUtils.copyDirectory(base.resolve("runs").toFile(), folder.resolve("runs").toFile());
    Files.copy(base.resolve("job.yaml"), folder.resolve("job.yaml"));
    return folder.resolve("runs/plane/one");
  }

  /** The first file of rows in a folder. */
  static Path part(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.toString().endsWith(".parquet"))
          .sorted()
          .findFirst()
          .orElseThrow();
    }
  }

  /** As a disk's fault would: Hadoop's checksum does not tell. */
  static void overwrite(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes);
    Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
  }
}
