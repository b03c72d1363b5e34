package org.diabolo.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.diabolo.store.Json;

/**
 * What must be the same wherever a run takes place.
 *
 * @param networks the entries of the bundle's zip files, parameters among them
 * @param metrics the run's {@code metrics.json}
 */
record Outcome(Map<String, byte[]> networks, JsonNode metrics) {
  /**
   * @param run a run's folder on the local disk
   */
  static Outcome of(Path run) {
    try {
      String metrics = Files.readString(run.resolve("metrics.json"));
      return new Outcome(networks(run), Json.read(metrics, JsonNode.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, byte[]> networks(Path run) throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    for (String name : List.of("encoder.zip", "decoder.zip")) {
      Path file = run.resolve("bundle").resolve(name);
      try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          entries.put(name + "/" + entry.getName(), zip.readAllBytes());
        }
      }
    }
    assertThat(entries)
        .containsKeys("encoder.zip/coefficients.bin", "decoder.zip/coefficients.bin");
    return entries;
  }

  /**
   * Fails where any byte of the networks differs, or any figure of the model; PCA's may in the last
   * digits, as Spark ML sums its matrix in the order in which tasks end.
   */
  void assertSameAs(Outcome expected) {
    assertThat(networks.keySet()).isEqualTo(expected.networks.keySet());
    expected.networks.forEach(
        (name, bytes) ->
            assertThat(Arrays.equals(networks.get(name), bytes))
                .as("%s has the same bytes", name)
                .isTrue());
    Map<String, Double> figures = figures();
    assertThat(figures.keySet()).contains("test.mse", "test.pca_mse", "valid.rows");
    assertThat(figures.keySet()).isEqualTo(expected.figures().keySet());
    expected
        .figures()
        .forEach(
            (name, value) ->
                assertThat(figures.get(name))
                    .as(name)
                    .isCloseTo(value, within(name.contains("pca") ? 1e-12 * value : 0)));
  }

  /** By {@code split.name}. */
  private Map<String, Double> figures() {
    Map<String, Double> figures = new TreeMap<>();
    metrics
        .fields()
        .forEachRemaining(
            split ->
                split
                    .getValue()
                    .fields()
                    .forEachRemaining(
                        figure ->
                            figures.put(
                                split.getKey() + "." + figure.getKey(),
                                figure.getValue().asDouble())));
    return figures;
  }
}
