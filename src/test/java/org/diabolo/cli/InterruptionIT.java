package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.diabolo.testing.SmallJob;
import org.diabolo.testing.ThisJvm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signals, to whole commands in processes of their own. */
class InterruptionIT {
  @TempDir Path folder;

  @BeforeEach
  void writeJob() throws Exception {
    SmallJob.write(folder, 300);
  }

  private List<String> arguments() {
    return List.of(
        "run",
        folder.resolve("job.yaml").toString(),
        "--workspace",
        folder.resolve("runs").toString(),
        "--master",
        "local[2]");
  }

  private Process start(List<String> arguments) throws Exception {
    List<String> words = new ArrayList<>(Signals.heeding());
    words.addAll(ThisJvm.command());
    words.addAll(List.of("-cp", ThisJvm.classPath(), Diabolo.class.getName()));
    words.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("DIABOLO_PROGRAM", "scripts/diabolo");
    return builder
        .redirectError(folder.resolve("errors").toFile())
        .redirectOutput(folder.resolve("output").toFile())
        .start();
  }

  private String errors() throws Exception {
    return Files.readString(folder.resolve("errors"));
  }

  @ParameterizedTest
  @CsvSource({
    "INT, preparing, 130",
    "TERM, 'training on', 143",
    "HUP, evaluating, 129",
    "INT, encoding, 130"
  })
  void oneLineNamesTheCommandThatGoesOn(String signal, String during, int code) throws Exception {
    Process process = start(arguments());
    while (!errors().lines().anyMatch(line -> line.startsWith(during))) {
      assertThat(process.isAlive()).as(errors()).isTrue();
      Thread.sleep(5);
    }
    Bash.run("kill -\"$1\" \"$2\"", signal, Long.toString(process.pid()));

    assertThat(process.waitFor()).as(errors()).isEqualTo(code);
    List<String> lines = errors().lines().toList();
    // On a busy machine a line says before that Spark is starting.
    String id =
        lines.stream()
            .filter(line -> line.matches("run \\S+ in .*"))
            .map(line -> line.split(" ")[1])
            .findFirst()
            .orElseThrow();
    String goesOn =
        "stopped; to go on: scripts/diabolo " + String.join(" ", arguments()) + " --run-id " + id;
    assertThat(lines.get(lines.size() - 1)).isEqualTo(goesOn.replace("local[2]", "'local[2]'"));
    assertThat(lines).noneMatch(line -> line.contains("WARN") || line.contains("ERROR"));
    assertThat(lines).noneMatch(line -> line.startsWith("\tat ") || line.contains("Exception"));
  }

  @Test
  void commandThatIsNamedGoesOn() throws Exception {
    Process process = start(arguments());
    while (!errors().contains("training on")) {
      assertThat(process.isAlive()).as(errors()).isTrue();
      Thread.sleep(5);
    }
    process.destroy();
    process.waitFor();
    String goesOn = errors().lines().reduce((first, second) -> second).orElseThrow();
    List<String> again = new ArrayList<>(arguments());
    again.addAll(List.of("--run-id", goesOn.replaceAll(".* --run-id ", "")));

    assertThat(start(again).waitFor()).as(errors()).isZero();
    assertThat(errors()).contains("prepared already");
  }
}
