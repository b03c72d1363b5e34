package org.diabolo.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.diabolo.testing.Jobs;
import org.junit.jupiter.api.Test;

class ShippedJobsTest {
  @Test
  void jobsThatComeAlongHaveNoMistakes() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(Path.of("jobs"))) {
      files = found.filter(file -> file.toString().endsWith(".yaml")).toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      String name = Jobs.read(file, List.of()).name();
      assertThat(file).hasFileName(name + ".yaml");
    }
  }
}
