package org.diabolo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.diabolo.testing.LocalSpark;
import org.diabolo.testing.ThisJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tutorial from its first line to its last, in a folder of a reader's own. */
class TutorialAcceptance {
  @TempDir private Path folder;

  @Test
  void everyBlockDoesWhatThePageSays() throws Exception {
    Path root = Path.of("").toAbsolutePath();
    Files.createDirectory(folder.resolve("scripts"));
    Files.createSymbolicLink(folder.resolve("scripts/diabolo"), root.resolve("scripts/diabolo"));
    Files.createSymbolicLink(folder.resolve("sample-data"), root.resolve("sample-data"));
    List<RunBlocks.Run> runs = RunBlocks.of(Path.of("docs/tutorial.md"), TutorialAcceptance.class);
    assertThat(runs).hasSizeGreaterThan(7);

    for (RunBlocks.Run run : runs) {
      List<String> printed =
          switch (run.block().language()) {
            case "yaml" -> save(run.block());
            case "sql" -> query(run.block());
            case "java" -> java(run.block());
            default -> ended(run.block(), "bash", "-ec", run.block().text());
          };
      assertThat(Shape.missing(run.printed(), printed))
          .as("%s printed %s", run, String.join("\n", printed))
          .isEmpty();
    }
  }

  private List<String> save(Block block) throws IOException {
    Files.writeString(folder.resolve(block.said("as").orElseThrow()), block.text());
    return List.of();
  }

  /** Relative paths of SQL are those of its JVM, which has no folder but its own. */
  private List<String> query(Block block) {
    String text = block.text().replace("`runs/", "`" + folder.toUri() + "runs/");
    List<String> rows =
        LocalSpark.session().sql(text).collectAsList().stream().map(Object::toString).toList();
    assertThat(rows).isNotEmpty();
    return rows;
  }

  /** In a JVM that has all libraries and nothing of ours. */
  private List<String> java(Block block) throws Exception {
    Path source = folder.resolve("Piece.java");
    Files.writeString(source, JavaCheck.program(block, "Piece"));
    String jars =
        Arrays.stream(ThisJvm.classPath().split(File.pathSeparator))
            .filter(entry -> entry.endsWith(".jar"))
            .collect(Collectors.joining(File.pathSeparator));
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> printed = ended(block, java.toString(), "-cp", jars, source.toString());
    assertThat(Pattern.compile("-?\\d+\\.\\d+").matcher(printed.get(printed.size() - 1)).results())
        .as(String.join("\n", printed))
        .hasSizeGreaterThan(1);
    return printed;
  }

  private List<String> ended(Block block, String... words) throws Exception {
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .start();
    int code = process.waitFor();
    List<String> printed = Files.readAllLines(log, StandardCharsets.UTF_8);
    assertThat(code).as("%s: %s", block.place(), String.join("\n", printed)).isZero();
    return printed;
  }
}
