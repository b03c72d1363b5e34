package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
  /** Standard output. */
  private static String printed(String... arguments) {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      assertThat(Diabolo.execute(arguments)).isZero();
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "prepare",
        "train",
        "evaluate",
        "encode",
        "decode",
        "predict",
        "drift",
        "runs",
        "models",
        "bench",
        "schema"
      })
  void helpOfACommandIsItsOwn(String command) {
    assertThat(printed("help", command))
        .isEqualTo(printed(command, "--help"))
        .contains("diabolo " + command, "-q, --quiet", "-v, --verbose");
  }

  @Test
  void helpAloneListsTheCommands() {
    assertThat(printed("help"))
        .isEqualTo(printed("--help"))
        .contains("prepare", "schema", "help", "generate-completion")
        .doesNotContain("submission");
  }

  /** The file that editors of the shipped jobs are given. */
  @Test
  void schemaIsAllThatItsCommandPrints() throws IOException {
    assertThat(printed("schema"))
        .as("jobs/schema.json is old: scripts/diabolo schema > jobs/schema.json")
        .isEqualTo(Files.readString(Path.of("jobs/schema.json")));
  }

  /** By the function that bash itself would call. */
  private static List<String> completed(String... words) throws Exception {
    String script =
        "source <(printf %s \"$1\"); shift; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1));"
            + " COMP_LINE=\"$*\"; COMP_POINT=${#COMP_LINE};"
            + " set +eu; _complete_diabolo 2>/dev/null; printf '%s\\n' \"${COMPREPLY[@]}\"; true";
    String[] all = new String[words.length + 1];
    all[0] = printed("generate-completion");
    System.arraycopy(words, 0, all, 1, words.length);
    return Bash.run(script, all).lines().map(String::strip).toList();
  }

  @Test
  void shellCompletesCommandsAndOptions() throws Exception {
    assertThat(completed("diabolo", "pre")).containsExactlyInAnyOrder("prepare", "predict");
    assertThat(completed("diabolo", "sch")).containsExactly("schema");
    assertThat(completed("diabolo", "run", "--w")).containsExactly("--workspace");
    assertThat(completed("diabolo", "bench", "en")).containsExactlyInAnyOrder("engine", "encode");
  }
}
