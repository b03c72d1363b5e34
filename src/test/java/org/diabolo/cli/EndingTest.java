package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.diabolo.cli.Commands.Outcome;
import org.diabolo.job.UnavailableException;
import org.diabolo.store.Json;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.Tables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The last line of standard output, at every end, and in the run. */
class EndingTest {
  @TempDir Path folder;

  @BeforeEach
  void writeJob() throws Exception {
    Files.writeString(
        folder.resolve("job.yaml"),
        Tables.job(folder.resolve("input")).replace("epochs: 20", "epochs: 1"));
  }

  private static JsonNode line(String... arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    try {
      int code = Commands.execute(List.of(arguments));
      List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
      assertThat(lines).hasSize(1);
      JsonNode line = Json.read(lines.get(0), JsonNode.class);
      assertThat(line.get("exit").asInt()).isEqualTo(code);
      return line;
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  private static void requireEnd(
      JsonNode line, String command, int exit, String kind, boolean retry) {
    assertThat(line.path("command").asText(null)).isEqualTo(command);
    assertThat(line.get("exit").asInt()).isEqualTo(exit);
    assertThat(line.get("kind").asText()).isEqualTo(kind);
    assertThat(line.get("retry").isBoolean()).isTrue();
    assertThat(line.get("retry").asBoolean()).isEqualTo(retry);
    assertThat(line.get("message").asText()).isNotBlank();
    assertThat(line.has("job")).isTrue();
    assertThat(line.has("run_id")).isTrue();
  }

  /** A rollback that was decided must not be tried again, as that would roll back one further. */
  @Test
  void whatIsKnownBeforeAFailureOrASignalIsToldAfterIt() {
    for (boolean signal : new boolean[] {false, true}) {
      Ending ending = new Ending("models");
      ending.known(Map.of("champion", "one", "retry", false));

      JsonNode line =
          Commands.captured(
                  () -> {
                    if (signal) {
                      ending.stopped(130, "stopped");
                    } else {
                      ending.failed(Failure.of(new UnavailableException("store is away", null)));
                    }
                    return 0;
                  })
              .summary();

      assertThat(line.get("kind").asText()).isEqualTo("temporary");
      assertThat(line.get("retry").asBoolean()).isFalse();
      assertThat(line.get("champion").asText()).isEqualTo("one");
    }
  }

  @Test
  void mistakesOnTheCommandLineEndInTheLineToo() {
    requireEnd(line(), null, 2, "job", false);
    requireEnd(line("nonsense"), null, 2, "job", false);
    requireEnd(line("run", "job.yaml", "--nonsense"), "run", 2, "job", false);
    JsonNode bench = line("bench", "rounds", "--workers", "none");
    requireEnd(bench, "bench rounds", 2, "job", false);
    assertThat(bench.get("message").asText()).contains("--workers").contains("none");
    JsonNode missing = line("train", folder.resolve("none.yaml").toString(), "--run-id", "one");
    requireEnd(missing, "train", 2, "job", false);
    assertThat(missing.get("run_id").asText()).isEqualTo("one");
    assertThat(missing.get("message").asText()).endsWith("none.yaml: there is no such job file");
  }

  @ParameterizedTest
  @CsvSource({
    // Nobody listens there.
    "data.input.path=hdfs://127.0.0.1:1/x, 1, temporary, true, cannot be opened: Connection refused",
    "data.input.path=hdfs://no.such.host./x, 1, temporary, true, unknown host",
    "data.input.path=/no/such/folder, 3, data, false, does not exist",
    "data.input.path=unheard:/x, 2, job, false, No FileSystem for scheme",
    "encoder.code=0, 2, job, false, encoder.code: found 0"
  })
  void kindFollowsFromWhatWentWrong(
      String setting, int exit, String kind, boolean retry, String message) {
    Outcome outcome = Commands.in(folder, "run", "--run-id", "one", "--set", setting);

    requireEnd(outcome.summary(), "run", exit, kind, retry);
    assertThat(outcome.summary().get("message").asText()).contains(message);
    assertThat(outcome.errors()).contains(message).doesNotContain("\tat ", "Exception");
  }

  @Test
  void pathThatCannotBeAFolderIsTheJobsMistake() throws Exception {
    Tables.write(LocalSpark.session(), Tables.plane(60), folder.resolve("input"));
    Files.writeString(folder.resolve("runs"), "a file");

    Outcome outcome = Commands.in(folder, "run");

    requireEnd(outcome.summary(), "run", 2, "job", false);
    assertThat(outcome.errors())
        .isEqualTo(
            "--workspace %1$s/runs: cannot be written: is a file, not a folder: %1$s/runs\n"
                .formatted(folder));
  }

  @Test
  void lineLiesInTheRunAndAnOlderOneIsGoneWhileACommandRuns() throws Exception {
    Path result = folder.resolve("runs/plane/one/result.json");
    Outcome missing = Commands.in(folder, "run", "--run-id", "one");
    assertThat(missing.code()).isEqualTo(3);
    assertThat(Json.read(Files.readString(result), JsonNode.class)).isEqualTo(missing.summary());

    // The run that never was begun can be begun.
    Tables.write(LocalSpark.session(), Tables.plane(60), folder.resolve("input"));
    Outcome diverged =
        Commands.in(
            folder,
            "run",
            "--run-id",
            "one",
            "--set",
            "train.optimizer={rate: 1e30}",
            "--set",
            "train.batch=6");
    requireEnd(diverged.summary(), "run", 1, "fault", false);
    assertThat(diverged.summary().get("message").asText()).startsWith("training diverged");
    assertThat(Json.read(Files.readString(result), JsonNode.class)).isEqualTo(diverged.summary());

    Outcome done = Commands.in(folder, "run", "--run-id", "two");
    requireEnd(done.summary(), "run", 0, "done", false);
    assertThat(done.summary().get("job").asText()).isEqualTo("plane");
    assertThat(done.summary().get("run").asText()).isEqualTo(folder + "/runs/plane/two");
    assertThat(done.summary().at("/metrics/test/rows").asInt()).isPositive();
    Path other = folder.resolve("runs/plane/two/result.json");
    assertThat(Json.read(Files.readString(other), JsonNode.class)).isEqualTo(done.summary());
  }
}
