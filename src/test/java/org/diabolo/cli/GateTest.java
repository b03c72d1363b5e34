package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The gate must try what a new user types first. */
class GateTest {
  private static final Pattern FIRST_BLOCKS = Pattern.compile("```sh run by \\.ci/run\n(.*)\n```");

  @Test
  void gateCallsReadmesFirstCommandsInItsOrder() throws Exception {
    List<String> readme =
        FIRST_BLOCKS
            .matcher(Files.readString(Path.of("README.md")))
            .results()
            .map(block -> block.group(1))
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
