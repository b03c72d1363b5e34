package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.io.FileUtils;
import org.diabolo.cli.Commands.Outcome;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.Tables;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each file that a run leaves, damaged in several ways, with sums that agree, and the commands that
 * read it: what matters is refused with exit code 3 and the file's name, what can be made again is.
 */
class DamagedRunTest {
  @TempDir static Path base;
  @TempDir Path folder;

  @BeforeAll
  static void runOnce() throws Exception {
    Tables.write(LocalSpark.session(), Tables.plane(120), base.resolve("input"));
    Files.writeString(
        base.resolve("job.yaml"),
        Tables.job(base.resolve("input")).replace("epochs: 20", "epochs: 1"));
    Outcome outcome = Commands.in(base, "run", "--run-id", "one");
    assertThat(outcome.code()).as(outcome.errors()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bundle/bundle.json | evaluate | 3",
        "bundle/encoder.zip | encode | 3",
        "bundle/decoder.zip | decode | 3",
        "bundle/SHA256SUMS | decode | 3",
        "bundle/reference.json | drift | 3",
        "prepared/_corpus.json | evaluate --set evaluate.splits=[train] | 3",
        "manifest.json | run | 3",
        "encodings/_made.json | decode | 3",
        "encodings/_made.json | encode | 0",
        "metrics.json | evaluate | 0",
        "rounds.jsonl | run | 0"
      })
  void damageIsNamedOrMended(String file, String command, int code) throws Exception {
    List<String> wrong = new ArrayList<>();
    byte[] whole = Files.readAllBytes(base.resolve("runs/plane/one").resolve(file));
    List<byte[]> damaged =
        List.of(
            new byte[0],
            new byte[300],
            java.util.Arrays.copyOf(whole, whole.length / 4),
            "null".getBytes(StandardCharsets.UTF_8),
            "[]".getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < damaged.size(); i++) {
      Outcome outcome = run(file, damaged.get(i), command);
      String errors = outcome.errors();
      boolean told = outcome.code() == 0 || errors.contains(file);
      if (outcome.code() != code
          || !told
          || errors.contains("Exception")
          || errors.contains("\tat ")
          || outcome.summary().get("exit").asInt() != code) {
        wrong.add(i + ": " + outcome);
      }
    }
    assertThat(wrong).isEmpty();
  }

  private Outcome run(String file, byte[] content, String command) throws Exception {
    FileUtils.deleteDirectory(folder.resolve("runs").toFile());
    FileUtils.copyDirectory(base.resolve("runs").toFile(), folder.resolve("runs").toFile());
    Files.copy(
        base.resolve("job.yaml"),
        folder.resolve("job.yaml"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    Path run = folder.resolve("runs/plane/one");
    Files.write(run.resolve(file), content);
    if (!file.endsWith("SHA256SUMS")) {
      StringBuilder sums = new StringBuilder();
      for (String each : List.of("bundle.json", "decoder.zip", "encoder.zip", "reference.json")) {
        byte[] bytes = Files.readAllBytes(run.resolve("bundle").resolve(each));
        sums.append(DigestUtils.sha256Hex(bytes)).append("  ").append(each).append('\n');
      }
      Files.writeString(run.resolve("bundle/SHA256SUMS"), sums);
    }
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    String name = words.remove(0);
    words.addAll(List.of("--run-id", "one"));
    return Commands.in(folder, name, words.toArray(String[]::new));
  }
}
