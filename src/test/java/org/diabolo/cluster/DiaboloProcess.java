package org.diabolo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.diabolo.cli.Diabolo;
import org.diabolo.testing.ThisJvm;

/**
 * A command in a JVM of its own, with this one's flags.
 *
 * @param process itself
 * @param log all that it prints
 */
record DiaboloProcess(Process process, Path log) implements AutoCloseable {
  private static final long BETWEEN = 5;

  /** Something that a test waits for. */
  @FunctionalInterface
  interface Happening {
    boolean happened() throws IOException;
  }

  static DiaboloProcess start(Path log, List<String> arguments, String... flags)
      throws IOException {
    return start(log, ThisJvm.classPath(), arguments, flags);
  }

  static DiaboloProcess start(Path log, String classPath, List<String> arguments, String... flags)
      throws IOException {
    List<String> words = ThisJvm.command();
    words.addAll(List.of(flags));
    words.addAll(List.of("-cp", classPath, Diabolo.class.getName()));
    words.addAll(arguments);
    return new DiaboloProcess(
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile()).start(),
        log);
  }

  String text() {
    try {
      return Files.readString(log, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Waits, as long as it runs. */
  void await(Happening happening) throws Exception {
    while (!happening.happened()) {
      assertThat(process.isAlive()).as(this::text).isTrue();
      Thread.sleep(BETWEEN);
    }
  }

  void assertEndsWith(int code) throws InterruptedException {
    assertThat(process.waitFor()).as(this::text).isEqualTo(code);
  }

  /** Sends it a signal. */
  void signal(String name) {
    Signals.send(name, process.toHandle());
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
