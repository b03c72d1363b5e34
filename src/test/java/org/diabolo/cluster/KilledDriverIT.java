package org.diabolo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.diabolo.cli.Commands;
import org.diabolo.store.Json;
import org.diabolo.testing.SmallJob;
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

  private DiaboloProcess train(String id, Path log) throws IOException {
    return DiaboloProcess.start(log, command("train", id));
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
    try (DiaboloProcess process = train("killed", log)) {
      process.await(() -> newest(run("killed")) > round);
      process.signal("KILL");
      process.assertEndsWith(128 + 9);
    }
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
    SmallJob.write(folder, 300);
    assertThat(Commands.execute(command("prepare", "calm"))).isZero();
    assertThat(Commands.execute(command("train", "calm"))).isZero();
    assertThat(Commands.execute(command("prepare", "killed"))).isZero();

    int first = killedAfter(3, folder.resolve("first.log"));
    int second = killedAfter(first, folder.resolve("second.log"));
    Path log = folder.resolve("third.log");
    try (DiaboloProcess third = train("killed", log)) {
      third.assertEndsWith(0);
    }

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
