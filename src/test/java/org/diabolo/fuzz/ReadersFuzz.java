package org.diabolo.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.diabolo.fuzz.Fuzzer.Found;
import org.diabolo.fuzz.Fuzzer.Report;
import org.junit.jupiter.api.Test;

/**
 * Ten minutes of looking, by {@code scripts/fuzz}; its time is divided between the readers. What it
 * finds lies in {@code target/fuzz} afterwards.
 */
class ReadersFuzz {
  private static final double SECONDS = Double.parseDouble(System.getProperty("fuzz.seconds"));
  private static final long SEED = Long.getLong("fuzz.seed");
  private static final String ONLY = System.getProperty("fuzz.reader", "");

  @Test
  void noReaderAnswersOtherwiseThanItSays() throws Exception {
    List<FuzzedReader> readers =
        Readers.all().stream()
            .filter(reader -> ONLY.isBlank() || ONLY.equals(reader.name()))
            .toList();
    assertThat(readers).as("readers called %s", ONLY).isNotEmpty();
    List<String> finds = new ArrayList<>();
    for (FuzzedReader reader : readers) {
      long end = System.nanoTime() + (long) (SECONDS * 1e9 / readers.size());
      Report report = new Fuzzer(reader, SEED).run(() -> System.nanoTime() < end);
      System.out.println(report);
      for (Map.Entry<String, Found> each : report.finds().entrySet()) {
        String name = each.getKey().replaceAll("[^A-Za-z0-9.]+", "-");
        Path file = Path.of("target/fuzz", reader.name(), name);
        each.getValue().parts().write(file);
        finds.add(file + ": " + each.getValue().find().what());
      }
    }
    assertThat(finds).isEmpty();
  }
}
