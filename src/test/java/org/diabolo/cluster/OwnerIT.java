package org.diabolo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.SparkSession;
import org.diabolo.cli.Commands;
import org.diabolo.cli.Diabolo;
import org.diabolo.testing.Tables;
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
    Files.writeString(folder.resolve("job.yaml"), Tables.job(folder.resolve("input")));
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .getOrCreate()) {
      Tables.write(spark, Tables.plane(300), folder.resolve("input"));
    }
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

  private static Process train(String id, String log, String... flags) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(ProcessHandle.current().info().command().orElseThrow());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-javaagent"))
        .forEach(words::add);
    words.addAll(List.of(flags));
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), Diabolo.class.getName()));
    words.addAll(command("train", id));
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(log).toFile())
        .start();
  }

  private static String text(String log) {
    try {
      return Files.readString(folder.resolve(log), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static void awaitCheckpoint(Process process, String id, String log) throws Exception {
    Path checkpoints = run(id).resolve("checkpoints");
    // Those of the best parameters come before.
    while (!Files.exists(checkpoints)
        || names(checkpoints).stream().noneMatch(name -> name.startsWith("round-"))) {
      assertThat(process.isAlive()).as(() -> text(log)).isTrue();
      Thread.sleep(5);
    }
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
    Process first = train("two", "first.log");
    try {
      awaitCheckpoint(first, "two", "first.log");
      signal("STOP", first);
      // Until the second looks: it must not be through before.
      Process second = train("two", "second.log");
      try {
        while (!text("second.log").contains("waiting up to 30.0 s for a sign of life")) {
          assertThat(second.isAlive()).as(() -> text("second.log")).isTrue();
          Thread.sleep(5);
        }
        signal("CONT", first);
        assertThat(second.waitFor()).as(() -> text("second.log")).isEqualTo(5);
      } finally {
        second.destroyForcibly();
      }
      assertThat(text("second.log"))
          .containsPattern(
              "run two is owned by \\S+ process "
                  + first.pid()
                  + " of \\S+ since \\S+Z, which lives; wait for its end")
          .contains("\"exit\":5,\"kind\":\"owner\",\"retry\":false,")
          .doesNotContain("\tat ");
      assertThat(first.waitFor()).as(() -> text("first.log")).isZero();
    } finally {
      first.destroyForcibly();
    }
    assertThat(Files.readString(run("two").resolve("result.json"))).contains("\"exit\":0,");

    assertThat(train("two", "third.log").waitFor()).as(() -> text("third.log")).isZero();

    assertThat(text("third.log")).contains("trained already").doesNotContain("taken over");
  }

  @Test
  void lateWritesOfAFrozenOwnerChangeNothing() throws Exception {
    Process frozen = train("frozen", "frozen.log", SOON);
    try {
      awaitCheckpoint(frozen, "frozen", "frozen.log");
      signal("STOP", frozen);

      assertThat(train("frozen", "next.log", SOON).waitFor()).as(() -> text("next.log")).isZero();

      assertThat(text("next.log"))
          .containsPattern(
              "run frozen is owned by \\S+ process " + frozen.pid() + " .*; waiting up to 4.0 s")
          .containsPattern("is taken over from .*: no sign of life for 4.0 s")
          .contains(", from a checkpoint");
      Map<String, String> whole = content(run("frozen"));
      assertThat(whole).containsKeys("bundle/SHA256SUMS", "manifest.json", "result.json");

      signal("CONT", frozen);

      assertThat(frozen.waitFor()).as(() -> text("frozen.log")).isEqualTo(5);
      assertThat(text("frozen.log"))
          .contains("run frozen was taken over by ")
          .contains("\"exit\":5,\"kind\":\"owner\",\"retry\":false,")
          .doesNotContain("\tat ", "cannot be written");
      assertThat(content(run("frozen"))).isEqualTo(whole);
    } finally {
      frozen.destroyForcibly();
    }
  }

  private static void signal(String name, Process process) throws Exception {
    Process kill =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start();
    assertThat(kill.waitFor()).isZero();
  }
}
