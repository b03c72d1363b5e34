package org.diabolo.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.diabolo.job.InvalidJobException;
import org.diabolo.pipeline.Pipeline;
import org.diabolo.pipeline.Stage;
import picocli.CommandLine.Option;

/** What commands that make stages take besides. */
final class Redo {
  @Option(
      names = "--redo",
      paramLabel = "STAGE",
      description =
          "Makes a stage of the run (prepare, train, evaluate, encode, predict) again, whatever is"
              + " there; what follows from it is made again where it comes out another.")
  private String stage;

  /**
   * @param makes the stages that the command makes
   * @throws InvalidJobException when it is asked for another
   */
  void require(List<Stage> makes) {
    if (stage == null) {
      return;
    }
    Optional<Stage> asked = Stage.of(stage);
    if (asked.isEmpty()) {
      throw new InvalidJobException("--redo " + stage + ": allowed: " + labels(makes));
    }
    if (!makes.contains(asked.get())) {
      throw new InvalidJobException(
          "--redo "
              + stage
              + ": allowed here: "
              + (makes.isEmpty() ? "none (nothing in a run is written)" : labels(makes))
              + "; a whole run makes it again with: diabolo run --redo "
              + stage);
    }
  }

  private static String labels(List<Stage> stages) {
    return stages.stream().map(Stage::label).collect(Collectors.joining(", "));
  }

  /** Has it made again by what runs next. */
  void apply(Pipeline pipeline) {
    if (stage != null) {
      pipeline.redo(Stage.of(stage).orElseThrow());
    }
  }
}
