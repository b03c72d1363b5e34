package org.diabolo.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A program that a user would start in a shell, run as a process of its own with a limit of time.
 *
 * @param words the program and its arguments
 * @param environment variables beside this process's own; an empty value takes one away
 * @param logs folder for what it prints, in {@code NAME.out} and {@code NAME.err}
 */
record Command(List<String> words, Map<String, String> environment, Path logs) {
  /** The most that anything here may take. */
  static final Duration LIMIT = Duration.ofMinutes(10);

  /**
   * Starts it.
   *
   * @param name of its log files; a second command of that name writes over them
   */
  Running start(String name) {
    try {
      Files.createDirectories(logs);
      Path output = logs.resolve(name + ".out");
      Path errors = logs.resolve(name + ".err");
      ProcessBuilder builder =
          new ProcessBuilder(words)
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
      environment.forEach(
          (key, value) -> {
            if (value.isEmpty()) {
              builder.environment().remove(key);
            } else {
              builder.environment().put(key, value);
            }
          });
      return new Running(name + ": " + shown(), builder.start(), output, errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs it to its end.
   *
   * @return how it ended
   */
  Ended run(String name) {
    try (Running running = start(name)) {
      return running.end(LIMIT);
    }
  }

  private String shown() {
    return words.stream()
        .map(word -> word.matches("[\\w./:=@,{}+-]+") ? word : "'" + word + "'")
        .collect(Collectors.joining(" "));
  }
}
