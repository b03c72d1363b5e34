package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.diabolo.job.EvaluateSpec;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.job.PredictSpec;
import org.diabolo.job.TextSpec;
import org.diabolo.store.Json;

/**
 * What the figures of a run depend on besides its model and its rows.
 *
 * @param evaluate what is measured
 * @param search how texts are found; null where no text is
 */
record Measured(EvaluateSpec evaluate, PredictSpec search) {
  private static final String EVALUATE = "evaluate";
  private static final String SEARCH = "search";

  static Measured of(JobSpec spec) {
    return new Measured(
        spec.evaluate(), spec.decoded() instanceof TextSpec ? search(spec.prediction()) : null);
  }

  /** Without what is only told beside the texts. */
  private static PredictSpec search(PredictSpec all) {
    return new PredictSpec(
        all.beam(), all.nBest(), all.lengthPenalty(), all.maxLength(), false, List.of());
  }

  /**
   * @param stage what the manifest says of the last evaluation, as {@link #putInto} left it
   * @return the first key that has changed since, with both values; nothing when none has
   */
  Optional<String> change(JsonNode stage) {
    JsonNode measured = Json.tree(evaluate);
    if (!stage.path(EVALUATE).equals(measured)) {
      return Optional.of(Manifest.difference(EVALUATE, stage.path(EVALUATE), measured));
    }
    JsonNode searched = Json.tree(search);
    return stage.path(SEARCH).equals(searched)
        ? Optional.empty()
        : Optional.of(Manifest.difference("predict", stage.path(SEARCH), searched));
  }

  void putInto(Map<String, Object> facts) {
    facts.put(EVALUATE, evaluate);
    facts.put(SEARCH, search);
  }

  /**
   * @param prepared the job that the rows were prepared for, by which their column {@code by} was
   *     filled
   * @param run its id
   * @throws InvalidJobException when metrics are now to be told apart by another column
   */
  void requireColumn(JsonNode prepared, String run) {
    JsonNode then = prepared.path(EVALUATE).path("by");
    if (!then.isMissingNode() && !then.equals(Json.tree(evaluate).path("by"))) {
      throw new InvalidJobException(
          "evaluate.by: found "
              + (evaluate.by() == null ? "none" : evaluate.by())
              + ", allowed: "
              + (then.isNull() ? "none" : then.asText())
              + ", with which run "
              + run
              + " was prepared; for another begin a new run with: diabolo run, without --run-id or"
              + " with a new one");
    }
  }
}
