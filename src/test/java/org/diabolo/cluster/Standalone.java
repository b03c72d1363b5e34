package org.diabolo.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.diabolo.store.Json;

/**
 * A standalone cluster whose processes are killed, and runs on it that are watched by the rounds
 * they write down.
 *
 * @param bed of the servers
 */
record Standalone(Testbed bed) implements AutoCloseable {
  static final String EXECUTOR = "CoarseGrainedExecutorBackend";
  static final String DRIVER = "DriverWrapper";

  static final int EPOCHS = 12;

  /** Rows of the train split, each of which is trained on once an epoch. */
  static final long ROWS = 9463;

  /** Six rounds an epoch with two replicas; each round is in rounds.jsonl when it has ended. */
  private static final List<String> SETTINGS =
      List.of(
          "data.input.path=" + Fashion.sample(),
          "encoder.layers=[256]",
          "decoder.layers=[256]",
          "train.epochs=" + EPOCHS,
          "train.averaging.period=25",
          "train.checkpoints={rounds: 1}");

  private static Outcome undisturbed;

  /** What two replicas give that nobody disturbs, in one JVM. */
  static synchronized Outcome undisturbed() {
    if (undisturbed == null) {
      try (Standalone here = new Standalone(new Testbed("undisturbed"))) {
        here.run("undisturbed", "2", "--master", "local[2]").run("undisturbed").with(0);
        undisturbed = Outcome.of(here.folder("undisturbed"));
      }
    }
    return undisturbed;
  }

  Path workspace() {
    return bed.folder().resolve("runs");
  }

  Path folder(String id) {
    return workspace().resolve(Fashion.NAME).resolve(id);
  }

  /**
   * The Fashion job, not started yet.
   *
   * @param id of the run
   * @param workers replicas, or auto
   * @param options of spark-submit, and of Diabolo
   */
  Command run(String id, String workers, String... options) {
    List<String> words = new ArrayList<>(List.of("run", Fashion.JOB, "--run-id", id));
    words.addAll(List.of("--workspace", Fashion.uri(workspace())));
    SETTINGS.forEach(setting -> words.addAll(List.of("--set", setting)));
    words.addAll(List.of("--set", "train.averaging.workers=" + workers));
    words.addAll(List.of(options));
    return bed.diabolo(words.toArray(String[]::new));
  }

  String master() {
    return bed.exports().get("DIABOLO_MASTER");
  }

  /** What rounds.jsonl says so far. */
  List<JsonNode> rounds(String id) {
    Path file = folder(id).resolve("rounds.jsonl");
    try {
      return Files.exists(file)
          ? Files.readAllLines(file).stream().map(line -> Json.read(line, JsonNode.class)).toList()
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for so many rounds. */
  void await(Running run, String id, int rounds) {
    run.until("round " + rounds, () -> rounds(id).size() >= rounds);
  }

  /** Waits for a last round that is like this. */
  void await(Running run, String id, String what, Predicate<JsonNode> last) {
    run.until(
        what,
        () -> {
          List<JsonNode> rounds = rounds(id);
          return !rounds.isEmpty() && last.test(rounds.get(rounds.size() - 1));
        });
  }

  /** Waits for so many executors. */
  void awaitExecutors(Running run, int count) {
    run.until(count + " executors", () -> bed.processes(EXECUTOR).size() == count);
  }

  /** The one process with this in its command line that was started first. */
  ProcessHandle oldest(String text) {
    return bed.processes(text).stream()
        .min((a, b) -> a.info().startInstant().get().compareTo(b.info().startInstant().get()))
        .orElseThrow(() -> new AssertionError("no process of " + text));
  }

  /** The Master or a Worker. */
  ProcessHandle server(String name) {
    try {
      String pid = Files.readString(bed.state().resolve("spark").resolve(name + ".pid")).strip();
      return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By SIGKILL; gone when this returns. */
  static void kill(ProcessHandle process) {
    if (!process.destroyForcibly()) {
      throw new AssertionError("cannot kill " + process.pid());
    }
    process.onExit().join();
  }

  @Override
  public void close() {
    bed.close();
  }
}
