package org.diabolo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.diabolo.cli.Commands;
import org.diabolo.testing.SmallJob;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes with one run id: one of them has the run. */
class OwnerIT {
  @TempDir static Path folder;

  /** Of the one that is frozen, and of the one that comes then. */
  private static final String SOON = "-Dspark.hadoop.diabolo.owner.stale=4s";

  @BeforeAll
  static void prepare() throws IOException {
    SmallJob.write(folder, 300);
    assertThat(Commands.execute(command("prepare", "two"))).isZero();
    assertThat(Commands.execute(command("prepare", "frozen"))).isZero();
  }

  private static List<String> command(String command, String id) {
    List<String> words = new ArrayList<>(List.of(command, folder.resolve("job.yaml").toString()));
    words.addAll(List.of("--workspace", folder.resolve("runs").toString()));
    words.addAll(List.of("--run-id", id, "--master", "local[2]"));
    words.addAll(List.of("--set", "train.checkpoints={rounds: 3}"));
    words.addAll(List.of("--set", "train.epochs=45", "--set", "train.patience=45"));
    return words;
  }

  private static Path run(String id) {
    return folder.resolve("runs/plane").resolve(id);
  }

  private static DiaboloProcess train(String id, String log, String... flags) throws IOException {
    return DiaboloProcess.start(folder.resolve(log), command("train", id), flags);
  }

  private static void awaitCheckpoint(DiaboloProcess process, String id) throws Exception {
    Path checkpoints = run(id).resolve("checkpoints");
    // Those of the best parameters come before.
    process.await(
        () ->
            Files.exists(checkpoints)
                && names(checkpoints).stream().anyMatch(name -> name.startsWith("round-")));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  /** The sum of each file, and when it was written; of what is hidden nothing. */
  private static Map<String, String> content(Path run) throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.toList()) {
        String name = run.relativize(file).toString();
        if (!name.startsWith(".owner")) {
          content.put(
              name,
              Files.isDirectory(file)
                  ? "folder"
                  : DigestUtils.sha256Hex(Files.readAllBytes(file))
                      + " "
                      + Files.getLastModifiedTime(file));
        }
      }
    }
    return content;
  }

  @Test
  void secondIsToldWhoTheFirstIsAndFindsAllDoneAfterItsEnd() throws Exception {
    try (DiaboloProcess first = train("two", "first.log")) {
      awaitCheckpoint(first, "two");
      first.signal("STOP");
      // Until the second looks: it must not be through before.
      try (DiaboloProcess second = train("two", "second.log")) {
        second.await(() -> second.text().contains("waiting up to 30.0 s for a sign of life"));
        first.signal("CONT");
        second.assertEndsWith(5);
        assertThat(second.text())
            .containsPattern(
                "run two is owned by \\S+ process "
                    + first.process().pid()
                    + " of \\S+ since \\S+Z, which lives; wait for its end")
            .contains("\"exit\":5,\"kind\":\"owner\",\"retry\":false,")
            .doesNotContain("\tat ");
      }
      first.assertEndsWith(0);
    }
    assertThat(Files.readString(run("two").resolve("result.json"))).contains("\"exit\":0,");

    try (DiaboloProcess third = train("two", "third.log")) {
      third.assertEndsWith(0);
      assertThat(third.text()).contains("trained already").doesNotContain("taken over");
    }
  }

  @Test
  void lateWritesOfAFrozenOwnerChangeNothing() throws Exception {
    try (DiaboloProcess frozen = train("frozen", "frozen.log", SOON)) {
      awaitCheckpoint(frozen, "frozen");
      frozen.signal("STOP");

      try (DiaboloProcess next = train("frozen", "next.log", SOON)) {
        next.assertEndsWith(0);
        assertThat(next.text())
            .containsPattern(
                "run frozen is owned by \\S+ process "
                    + frozen.process().pid()
                    + " .*; waiting up to 4.0 s")
            .containsPattern("is taken over from .*: no sign of life for 4.0 s")
            .contains(", from a checkpoint");
      }
      Map<String, String> whole = content(run("frozen"));
      assertThat(whole).containsKeys("bundle/SHA256SUMS", "manifest.json", "result.json");

      frozen.signal("CONT");

      frozen.assertEndsWith(5);
      assertThat(frozen.text())
          .contains("run frozen was taken over by ")
          .contains("\"exit\":5,\"kind\":\"owner\",\"retry\":false,")
          .doesNotContain("\tat ", "cannot be written");
      assertThat(content(run("frozen"))).isEqualTo(whole);
    }
  }
}
