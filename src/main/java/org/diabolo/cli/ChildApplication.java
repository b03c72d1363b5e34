package org.diabolo.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * This program again in a JVM of its own, with this one's flags and class path, which its executors
 * have too: a JVM has one Spark, and what a former one left behind would be measured along.
 *
 * @param memory MB of an executor
 */
record ChildApplication(int memory) {

  /**
   * @param arguments of the command line
   * @return the last line of its standard output
   * @throws IllegalStateException when it fails
   */
  String run(List<String> arguments) {
    try {
      Path home = Files.createTempDirectory("diabolo-bench");
      try {
        Files.createDirectory(home.resolve("jars"));
        return run(command(arguments), home);
      } finally {
        delete(home);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String run(List<String> command, Path home) throws IOException {
    // Its progress is nobody's, unless it fails.
    Path errors = home.resolve("errors");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.12");
    builder.environment().putIfAbsent("SPARK_LOCAL_IP", "127.0.0.1");
    Process process = builder.start();
    String last = "";
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        last = line;
      }
      int code = process.waitFor();
      if (code != 0) {
        System.err.print(Files.readString(errors));
        throw new IllegalStateException("an application of the bench ended with code " + code);
      }
      return last;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      process.destroy();
    }
  }

  private List<String> command(List<String> arguments) {
    String classPath = System.getProperty("java.class.path");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-Dspark.executor.extraClassPath=" + classPath);
    command.add("-Dspark.executor.memory=" + memory + "m");
    String log = System.getProperty("log4j2.configurationFile");
    if (log != null) {
      command.add("-Dspark.executor.extraJavaOptions=-Dlog4j2.configurationFile=" + log);
    }
    command.addAll(List.of("-cp", classPath, Diabolo.class.getName()));
    command.addAll(arguments);
    return command;
  }

  /** An executor on its way out may still write there; then the folder is left for the system. */
  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      LoggerFactory.getLogger(ChildApplication.class).debug("not deleted: {}", folder, e);
    }
  }
}
