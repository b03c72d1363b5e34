package org.diabolo.engine.natives;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.diabolo.store.Json;
import org.diabolo.testing.ThisJvm;

/** A JVM like this one, with nothing of BLAS in its environment but what the test puts there. */
final class FreshJvm {
  private FreshJvm() {}

  static Process start(
      Class<?> main,
      Map<String, String> environment,
      Path temporary,
      Path output,
      String... arguments)
      throws IOException {
    List<String> words = ThisJvm.command();
    words.add("-Djava.io.tmpdir=" + temporary);
    words.addAll(List.of("-cp", ThisJvm.classPath(), main.getName()));
    words.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(words);
    builder
        .environment()
        .keySet()
        .removeAll(List.of(Natives.KERNEL, Natives.BLAS_THREADS, Natives.OPENMP_THREADS));
    builder.environment().putAll(environment);
    return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
  }

  /** The line of JSON that it prints. */
  static JsonNode told(Process process, Path output) throws Exception {
    int code = process.waitFor();
    String text = Files.readString(output);
    assertThat(code).as(text).isZero();
    return Json.read(
        text.lines().filter(line -> line.startsWith("{")).findFirst().orElseThrow(),
        JsonNode.class);
  }

  static JsonNode told(
      Class<?> main,
      Map<String, String> environment,
      Path temporary,
      Path output,
      String... arguments)
      throws Exception {
    return told(start(main, environment, temporary, output, arguments), output);
  }
}
