package org.diabolo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.diabolo.cli.Commands;
import org.diabolo.cli.Diabolo;
import org.diabolo.store.Json;
import org.diabolo.testing.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that is killed by SIGKILL, twice, ends with the bits of one that was left alone. */
class KilledDriverIT {
  @TempDir Path folder;

  private List<String> command(String command, String id) {
    return List.of(
        command,
        folder.resolve("job.yaml").toString(),
        "--workspace",
        folder.resolve("runs").toString(),
        "--run-id",
        id,
        "--master",
        "local[2]",
        "--set",
        "train.checkpoints={rounds: 3}",
        "--set",
        "train.epochs=45",
        "--set",
        "train.patience=45");
  }

  private Path run(String id) {
    return folder.resolve("runs/plane").resolve(id);
  }

  private Process train(String id, Path log) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(ProcessHandle.current().info().command().orElseThrow());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-javaagent"))
        .forEach(words::add);
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), Diabolo.class.getName()));
    words.addAll(command("train", id));
    return new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  private static int newest(Path run) throws IOException {
    Path checkpoints = run.resolve("checkpoints");
    if (!Files.exists(checkpoints)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(checkpoints)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("round-\\d+\\.checkpoint"))
          .mapToInt(name -> Integer.parseInt(name.replaceAll("\\D", "")))
          .max()
          .orElse(0);
    }
  }

  /** Kills as soon as a checkpoint of a later round is there; says which was the newest then. */
  private int killedAfter(int round, Path log) throws Exception {
    Process process = train("killed", log);
    while (newest(run("killed")) <= round) {
      assertThat(process.isAlive()).as(() -> text(log)).isTrue();
      Thread.sleep(2);
    }
    process.destroyForcibly();
    assertThat(process.waitFor()).as("SIGKILL").isEqualTo(128 + 9);
    assertThat(run("killed").resolve("bundle")).doesNotExist();
    return newest(run("killed"));
  }

  private static String text(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static List<Integer> rounds(Path run) throws IOException {
    try (Stream<String> lines = Files.lines(run.resolve("rounds.jsonl"))) {
      return lines
          .map(line -> Json.read(line, com.fasterxml.jackson.databind.JsonNode.class))
          .map(line -> line.get("round").asInt())
          .toList();
    }
  }

  @Test
  void goesOnByItselfAndChangesNoBit() throws Exception {
    Files.writeString(folder.resolve("job.yaml"), Tables.job(folder.resolve("input")));
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .getOrCreate()) {
      Tables.write(spark, Tables.plane(300), folder.resolve("input"));
    }
    assertThat(Commands.execute(command("prepare", "calm"))).isZero();
    assertThat(Commands.execute(command("train", "calm"))).isZero();
    assertThat(Commands.execute(command("prepare", "killed"))).isZero();

    int first = killedAfter(3, folder.resolve("first.log"));
    int second = killedAfter(first, folder.resolve("second.log"));
    Path log = folder.resolve("third.log");
    assertThat(train("killed", log).waitFor()).as(() -> text(log)).isZero();

    assertThat(text(folder.resolve("second.log")))
        .contains("going on after round " + first + ", from a checkpoint");
    assertThat(text(log)).contains("going on after round " + second + ", from a checkpoint");
    for (String file : List.of("encoder.zip", "decoder.zip")) {
      assertThat(run("killed").resolve("bundle").resolve(file))
          .hasSameBinaryContentAs(run("calm").resolve("bundle").resolve(file));
    }
    List<Integer> all = rounds(run("calm"));
    assertThat(all).isEqualTo(IntStream.rangeClosed(1, all.size()).boxed().toList());
    assertThat(rounds(run("killed"))).isEqualTo(all);
    assertThat(second).isLessThan(all.size());
    for (String name : List.of("second.log", "third.log")) {
      assertThat(text(folder.resolve(name)))
          .contains("run killed is taken over from ", ", which is gone")
          .doesNotContain("damaged", "waiting up to");
    }
    try (Stream<Path> files = Files.list(run("killed"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.startsWith("."))
          .containsExactly(".owner");
    }
  }
}
