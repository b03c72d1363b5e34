package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The gate must try what a new user types first. */
class GateTest {
  @Test
  void gateCallsReadmesFirstCommandsInItsOrder() throws Exception {
    List<String> readme =
        Files.readAllLines(Path.of("README.md")).stream()
            .filter(line -> line.startsWith("    "))
            .map(String::strip)
            .limit(2)
            .toList();
    List<String> gate = Files.readAllLines(Path.of(".ci/run"));

    assertThat(readme).first().asString().startsWith("scripts/diabolo run jobs/");
    assertThat(readme).last().asString().startsWith("mvn ");
    assertThat(gate.subList(gate.size() - 2, gate.size())).isEqualTo(readme);
    assertThat(gate.subList(0, gate.size() - 2))
        .allMatch(line -> line.startsWith("#") || line.matches("set -\\S+ pipefail|cd .*"));
  }
}
