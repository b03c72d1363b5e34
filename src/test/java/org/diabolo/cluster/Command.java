package org.diabolo.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A program that a user would start in a shell, run as a process of its own.
 *
 * @param words the program and its arguments
 * @param environment variables beside this process's own; an empty value takes one away
 * @param logs folder for what it prints, in {@code NAME.out} and {@code NAME.err}
 * @param others processes beside it and those that it starts, which may work for it
 * @param watched further files and folders, which grow while they do
 */
record Command(
    List<String> words,
    Map<String, String> environment,
    Path logs,
    Supplier<Collection<ProcessHandle>> others,
    List<Path> watched) {

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
      return new Running(name + ": " + shown(), builder.start(), output, errors, others, watched);
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
      return running.end();
    }
  }

  private String shown() {
    return words.stream()
        .map(word -> word.matches("[\\w./:=@,{}+-]+") ? word : "'" + word + "'")
        .collect(Collectors.joining(" "));
  }
}
