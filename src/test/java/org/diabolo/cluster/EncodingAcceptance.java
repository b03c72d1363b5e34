package org.diabolo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.diabolo.store.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two million rows pass by a driver of 1 GB, which holds none of them. */
class EncodingAcceptance {
  private static final long ROWS = 2_000_000;

  /** A tenth of what the codes alone would take. */
  private static final double MOST_MEGABYTES_MORE = 25;

  private static Testbed cluster;

  @BeforeAll
  static void start() {
    cluster = new Testbed("encoding");
    cluster.up("spark", "--workers", "2", "--cores", "1", "--memory", "3g");
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  /** The bench itself stops where the sum of the codes is not, exactly, that of one thread. */
  @Test
  void everyRowOnceAndTheDriversMemoryFlat() {
    Ended bench =
        cluster
            .diabolo(
                "bench",
                "encode",
                "--master",
                cluster.exports().get("DIABOLO_MASTER"),
                "--driver-memory",
                "1g",
                "--executor-memory",
                "2g",
                "--workspace",
                Fashion.uri(cluster.folder().resolve("bench-encode")),
                "--rows",
                Long.toString(ROWS),
                "--repetitions",
                "1")
            .run("bench-encode")
            .with(0);

    JsonNode found = Json.read(bench.output(), JsonNode.class).at("/rows/2");
    assertThat(found.get("rows").asLong()).isEqualTo(ROWS);
    assertThat(found.get("heap_max_megabytes").asDouble()).isLessThanOrEqualTo(1024);
    assertThat(found.get("heap_peak_megabytes").asDouble())
        .isLessThan(found.get("heap_before_megabytes").asDouble() + MOST_MEGABYTES_MORE);
  }
}
