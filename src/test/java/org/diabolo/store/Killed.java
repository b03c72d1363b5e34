package org.diabolo.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A JVM of its own that works on files until it is killed, by {@code kill -9}. */
final class Killed {
  private Killed() {}

  /**
   * Kills a program, somewhere after it has said a line for the n-th time.
   *
   * @param main its class
   * @param lines that it says before
   * @param random how long after the last of them
   * @param arguments its own
   * @return the lines that it said
   */
  static List<String> after(int lines, Random random, Class<?> main, Path... arguments)
      throws IOException {
    Process process =
        new ProcessBuilder(command(main, arguments))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> said = new ArrayList<>();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      while (said.size() < lines) {
        String line = out.readLine();
        if (line == null) {
          throw new IllegalStateException("it has ended by itself after " + said);
        }
        said.add(line);
      }
      // Not to be in time, but to be anywhere: the writes go on meanwhile.
      for (int turns = random.nextInt(2_000_000); turns > 0; turns--) {
        Thread.onSpinWait();
      }
      // By its handle, as the process itself would close its stream.
      process.toHandle().destroyForcibly();
      process.waitFor();
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        said.add(line);
      }
    } catch (InterruptedException e) {
      throw new UncheckedIOException(new IOException(e));
    } finally {
      process.destroyForcibly();
    }
    return said;
  }

  /** A program of the tests' own class path. */
  static List<String> command(Class<?> main, Path... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    for (Path argument : arguments) {
      command.add(argument.toString());
    }
    return command;
  }
}
