package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
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
  private static final String SPLITS = "splits";

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
   * @return the first key that has changed since, with both values; nothing when none has but the
   *     splits, whose figures do not depend on each other
   */
  Optional<String> change(JsonNode stage) {
    JsonNode then = withoutSplits(stage.path(EVALUATE));
    JsonNode measured = withoutSplits(Json.tree(evaluate));
    if (!then.equals(measured)) {
      return Optional.of(Differences.of(EVALUATE, then, measured));
    }
    JsonNode searched = Json.tree(search);
    return stage.path(SEARCH).equals(searched)
        ? Optional.empty()
        : Optional.of(Differences.of("predict", stage.path(SEARCH), searched));
  }

  private static JsonNode withoutSplits(JsonNode evaluate) {
    JsonNode copy = evaluate.deepCopy();
    if (copy instanceof ObjectNode mapping) {
      mapping.remove(SPLITS);
    }
    return copy;
  }

  /**
   * @param stage what the manifest says of the last evaluation
   * @return the splits that were measured until then
   */
  static Collection<String> splits(JsonNode stage) {
    Collection<String> splits = new TreeSet<>();
    stage.path(EVALUATE).path(SPLITS).forEach(split -> splits.add(split.asText()));
    return splits;
  }

  /**
   * @param splits more of them
   * @return the same, with those measured too
   */
  Measured with(Collection<String> splits) {
    Collection<String> all = new TreeSet<>(splits);
    all.addAll(evaluate.splits());
    return new Measured(
        new EvaluateSpec(evaluate.by(), evaluate.metrics(), evaluate.baselines(), List.copyOf(all)),
        search);
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
