package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntSupplier;
import org.diabolo.store.Json;

/** Lets tests run whole commands. */
public final class Commands {
  private Commands() {}

  public static int execute(List<String> arguments) {
    return Diabolo.execute(arguments.toArray(String[]::new));
  }

  /**
   * How a command ended.
   *
   * @param code that it ended with
   * @param errors what it wrote to standard error
   * @param summary the last line of standard output; null where that is no JSON
   */
  public record Outcome(int code, String errors, JsonNode summary) {}

  /** Runs a command on {@code job.yaml} of a folder, with its workspace {@code runs}. */
  static Outcome in(Path folder, String command, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                command,
                folder.resolve("job.yaml").toString(),
                "--workspace",
                folder.resolve("runs").toString()));
    arguments.addAll(Arrays.asList(more));
    return captured(() -> execute(arguments));
  }

  /**
   * Retrains as {@link #in}, and expects an exit code.
   *
   * @param more settings, which have an equals sign, and other words
   */
  static Outcome retrain(Path folder, int code, String date, String... more) {
    List<String> words = new ArrayList<>(List.of("--date", date));
    for (String word : more) {
      words.addAll(word.contains("=") ? List.of("--set", word) : List.of(word));
    }
    Outcome outcome = in(folder, "retrain", words.toArray(String[]::new));
    assertThat(outcome.code()).as(outcome.errors()).isEqualTo(code);
    return outcome;
  }

  /** Runs a command that prints what all of them print, and gives its exit code. */
  public static Outcome captured(IntSupplier command) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    ByteArrayOutputStream complained = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
    try {
      int code = command.getAsInt();
      String[] lines = printed.toString(StandardCharsets.UTF_8).split("\n");
      String last = lines[lines.length - 1];
      return new Outcome(
          code,
          complained.toString(StandardCharsets.UTF_8),
          last.startsWith("{") ? Json.read(last, JsonNode.class) : null);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
