package org.diabolo.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeTest {
  @TempDir Path disk;

  private void put(String name, Duration before) throws IOException {
    Files.writeString(disk.resolve(name), name);
    long now = 1_700_000_000_000L;
    Files.setLastModifiedTime(disk.resolve(name), FileTime.fromMillis(now - before.toMillis()));
  }

  /** Twenty times the thirty seconds after which an owner is taken for dead. */
  @Test
  void thoseOfDeadProcessesAreRemoved() throws IOException {
    String own = Probe.name();
    assertThat(own).matches("\\.probe\\.[0-9a-f]{16}\\.diabolo");
    put(own, Duration.ZERO);
    put(".probe.0123456789abcdef.diabolo", Duration.ofSeconds(601));
    put(".probe.0123456789abcdee.diabolo", Duration.ofSeconds(599));
    put("000001.json", Duration.ofDays(9));
    put(".000002.json.0123456789abcdef.diabolo", Duration.ofDays(9));

    Probe.clear(Folder.of(disk.toString(), new Configuration()), own);

    try (var files = Files.list(disk)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              own,
              ".probe.0123456789abcdee.diabolo",
              "000001.json",
              ".000002.json.0123456789abcdef.diabolo");
    }
  }
}
