package org.diabolo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.diabolo.cli.Commands;
import org.diabolo.testing.SmallJob;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same job gives the same bits in one JVM, in it again, and on executors of their own. */
class SameBitsIT {
  @TempDir Path folder;

  private Path job;

  @BeforeEach
  void writeJob() throws IOException {
    SmallJob.write(folder, 700);
    job = folder.resolve("job.yaml");
  }

  private Path run(String id, String master, String... overrides) {
    List<String> arguments =
        new java.util.ArrayList<>(
            List.of(
                "run",
                job.toString(),
                "--workspace",
                folder.resolve("runs").toString(),
                "--run-id",
                id,
                "--master",
                master));
    for (String override : overrides) {
      arguments.addAll(List.of("--set", override));
    }
    assertThat(Commands.execute(arguments)).isZero();
    Path run = folder.resolve("runs/plane").resolve(id);
    assertNothingHidden(run);
    return run;
  }

  /** Neither Hadoop's sums, which executors would write too, nor what was on its way. */
  private static void assertNothingHidden(Path run) {
    try (Stream<Path> files = Files.walk(run)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("manifest.json", "encodings", "prepared")
          .noneMatch(name -> name.startsWith(".") && !name.equals(".owner"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, byte[]> networks(Path run) throws IOException {
    Map<String, byte[]> entries = new HashMap<>();
    for (String name : List.of("encoder.zip", "decoder.zip")) {
      try (ZipInputStream zip =
          new ZipInputStream(Files.newInputStream(run.resolve("bundle").resolve(name)))) {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          entries.put(name + "/" + entry.getName(), zip.readAllBytes());
        }
      }
    }
    return entries;
  }

  private static void assertSame(Path run, Path other) throws IOException {
    Map<String, byte[]> expected = networks(run);
    Map<String, byte[]> found = networks(other);
    assertThat(expected)
        .containsKeys("encoder.zip/coefficients.bin", "decoder.zip/coefficients.bin");
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    expected.forEach((name, bytes) -> assertThat(found.get(name)).as(name).isEqualTo(bytes));
  }

  @Test
  void onceMoreAndOnExecutorsOfTheirOwn() throws IOException {
    Path first = run("first", "local[2]");
    assertSame(first, run("second", "local[2]"));
    assertSame(first, run("third", "local[1]"));
    Executors.with(() -> assertSame(first, run("fourth", Executors.TWO_OF_ONE_CORE)));
  }

  @Test
  void dl4jEngineToo() throws IOException {
    String[] dl4j = {"train.engine=dl4j", "train.epochs=3", "encoder.dropout=0.2"};
    Path first = run("first", "local[2]", dl4j);
    Executors.with(() -> assertSame(first, run("second", Executors.TWO_OF_ONE_CORE, dl4j)));
  }
}
