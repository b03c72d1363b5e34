package org.diabolo.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code scripts/fuzz} once found is answered as the readers say, and stays so. */
class FindsTest {
  private static final Path FINDS = Path.of("src/test/resources/fuzz");

  static List<Path> finds() throws IOException {
    try (Stream<Path> files = Files.walk(FINDS)) {
      return files.filter(Files::isRegularFile).map(FINDS::relativize).sorted().toList();
    }
  }

  private static FuzzedReader reader(String name) {
    return Readers.all().stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("finds")
  void isAnsweredAsItShouldBe(Path find) {
    FuzzedReader reader = reader(find.getName(0).toString());

    assertThat(Trial.of(reader, Parts.read(FINDS.resolve(find)), read -> {})).isEmpty();
  }

  /** Else all that is made from them would only show how something broken is refused. */
  @Test
  void allBeginWithWhatIsRead() throws Exception {
    for (FuzzedReader reader : Readers.all()) {
      for (Parts seed : reader.seeds()) {
        assertThat(reader.read(seed)).as(reader.name()).isTrue();
      }
    }
  }
}
