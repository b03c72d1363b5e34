package org.diabolo.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jacoco.agent.rt.IAgent;
import org.jacoco.agent.rt.RT;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.data.ExecutionDataReader;
import org.jacoco.core.data.ExecutionDataStore;
import org.jacoco.core.data.SessionInfoStore;

/** Which branches were taken, as JaCoCo's agent sees it. */
final class Coverage {
  private static final Path CLASSES = Path.of("target/classes");

  private final IAgent agent;

  private Coverage(IAgent agent) {
    this.agent = agent;
  }

  /**
   * @throws IllegalStateException when this JVM runs without the agent
   */
  static Coverage begin() {
    Coverage coverage = new Coverage(RT.getAgent());
    coverage.agent.reset();
    return coverage;
  }

  /**
   * @param covered of them
   * @param all that there are
   */
  record Branches(int covered, int all) {}

  /** How many of the agent's probes were passed; grows with each new branch. */
  int probes() {
    int[] passed = {0};
    store()
        .getContents()
        .forEach(
            type -> {
              for (boolean probe : type.getProbes()) {
                passed[0] += probe ? 1 : 0;
              }
            });
    return passed[0];
  }

  private ExecutionDataStore store() {
    ExecutionDataStore store = new ExecutionDataStore();
    try {
      ExecutionDataReader reader =
          new ExecutionDataReader(new ByteArrayInputStream(agent.getExecutionData(false)));
      reader.setExecutionDataVisitor(store);
      reader.setSessionInfoVisitor(new SessionInfoStore());
      reader.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return store;
  }

  Branches branches(FuzzedReader reader) {
    CoverageBuilder builder = new CoverageBuilder();
    Analyzer analyzer = new Analyzer(store(), builder);
    try (Stream<Path> files = Files.walk(CLASSES)) {
      List<Path> ours =
          files
              .filter(file -> file.toString().endsWith(".class"))
              .filter(file -> reader.counts(type(file)))
              .toList();
      for (Path file : ours) {
        analyzer.analyzeClass(Files.readAllBytes(file), file.toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Branches(
        builder.getClasses().stream().mapToInt(c -> c.getBranchCounter().getCoveredCount()).sum(),
        builder.getClasses().stream().mapToInt(c -> c.getBranchCounter().getTotalCount()).sum());
  }

  private static String type(Path file) {
    String name = CLASSES.relativize(file).toString();
    return name.substring(0, name.length() - ".class".length()).replace('/', '.');
  }
}
