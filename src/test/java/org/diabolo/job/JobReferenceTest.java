package org.diabolo.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The parser and the documentation know the same options. */
class JobReferenceTest {
  private static final Path REFERENCE = Path.of("docs/job-file.md");
  private static final String WRITE = "mvn test -Dtest=JobReferenceTest -Ddiabolo.reference=write";

  @TempDir Path folder;

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("docs"))) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  @Test
  void tablesOfTheDocumentationAreWrittenFromTheOptions() throws IOException {
    for (Path page : pages()) {
      String now = Files.readString(page);
      String written = JobReference.written(now);
      if ("write".equals(System.getProperty("diabolo.reference"))) {
        Files.writeString(page, written);
      } else {
        assertThat(now).as(page + " has old tables: " + WRITE).isEqualTo(written);
      }
    }
  }

  @Test
  void theReferenceHasAllOfThem() throws IOException {
    assertThat(JobReference.tables(Files.readString(REFERENCE)))
        .containsExactlyInAnyOrderElementsOf(JobReference.mappings().keySet());
  }

  @Test
  void everyOptionSaysWhatItMeans() {
    JobReference.mappings()
        .forEach(
            (path, mapping) ->
                assertThat(mapping.options())
                    .as(path)
                    .allSatisfy(
                        option -> {
                          assertThat(option.meaning()).matches("[A-Z].*\\.").doesNotContain("|");
                          assertThat(option.key()).matches("[a-z_]+");
                        }));
  }

  /** A section of a job, and for each kind of it one that names just what the kind requires. */
  record Place(String path, String kind, List<Option<?>> options) {
    /** With a key that nobody knows. */
    String override() {
      String required =
          options.stream()
              .filter(Option::required)
              .filter(option -> !option.key().equals(Mapping.KIND))
              .filter(option -> option.mapping() == null && !option.key().equals("columns"))
              .map(option -> option.key() + ": x, ")
              .collect(Collectors.joining());
      return path + "={" + (kind == null ? "" : "kind: " + kind + ", ") + required + "nobody: 1}";
    }
  }

  static List<Place> places() {
    List<Place> places = new ArrayList<>();
    JobReference.mappings()
        .forEach(
            (path, mapping) ->
                mapping.byKind().forEach((kind, of) -> places.add(new Place(path, kind, of))));
    return places.stream().filter(place -> !place.path().equals("job")).toList();
  }

  /** What an unknown key's complaint lists is what the parser asked for. */
  @ParameterizedTest
  @MethodSource("places")
  void theParserKnowsTheSameKeys(Place place) {
    List<String> errors =
        JobFiles.errors(
            folder,
            JobFiles.MINIMAL,
            // A split by shares has no column, which would be another form of it.
            place.override().replace("data.split={column: x, ", "data.split={"));
    TreeSet<String> keys = new TreeSet<>();
    place.options().forEach(option -> keys.add(option.key()));

    assertThat(errors)
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains(place.path() + ".nobody: unknown key")
                    .endsWith("(known here: " + String.join(", ", keys) + ")"));
  }

  @Test
  void theParserKnowsTheSameSections() {
    TreeSet<String> keys = new TreeSet<>();
    JobSpec.MAPPING.options().forEach(option -> keys.add(option.key()));

    assertThat(JobFiles.errors(folder, JobFiles.MINIMAL, "nobody=1"))
        .singleElement()
        .asString()
        .endsWith("(known here: " + String.join(", ", keys) + ")");
  }
}
