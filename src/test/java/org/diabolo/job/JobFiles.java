package org.diabolo.job;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.diabolo.testing.Jobs;

/** Writes job files for tests and reads them. */
final class JobFiles {
  /** Only what has no default. */
  static final String MINIMAL =
      """
      name: small
      data:
        input: {path: rows}
        key: id
      source: {column: numbers, kind: vector}
      encoder: {kind: mlp}
      decoder: {kind: mlp}
      """;

  private JobFiles() {}

  static Path write(Path folder, String yaml) {
    try {
      return Files.writeString(folder.resolve("job.yaml"), yaml);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static JobSpec read(Path folder, String yaml, String... overrides) {
    return Jobs.read(write(folder, yaml), List.of(overrides));
  }

  /** The lines of the error that reading gives, each without the job file's path in front. */
  static List<String> errors(Path folder, String yaml, String... overrides) {
    Path file = write(folder, yaml);
    InvalidJobException error =
        catchThrowableOfType(InvalidJobException.class, () -> Jobs.read(file, List.of(overrides)));
    if (error == null) {
      throw new AssertionError("this job was read without an error:\n" + yaml);
    }
    return error.lines().stream().map(line -> line.replace(file.toString(), "FILE")).toList();
  }
}
