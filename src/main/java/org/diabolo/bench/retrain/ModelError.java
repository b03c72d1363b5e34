package org.diabolo.bench.retrain;

import com.fasterxml.jackson.databind.JsonNode;
import org.diabolo.job.InvalidJobException;
import org.diabolo.pipeline.RunDirectory;

/**
 * How good a model is on the test rows, as its {@code metrics.json} has it.
 *
 * @param error {@code mse} of numbers, {@code character_error_rate} of texts
 * @param exactMatch share of texts that come back whole; null of numbers
 */
record ModelError(double error, Double exactMatch) {

  /**
   * @throws InvalidJobException when the job does not measure it
   */
  static ModelError of(RunDirectory run) {
    JsonNode test = run.metrics().path("test");
    JsonNode error = test.path(test.has("mse") ? "mse" : "character_error_rate");
    if (!error.isNumber()) {
      throw new InvalidJobException(
          "evaluate: the job tells no mse and no character_error_rate of test rows, which the bench"
              + " compares; allowed: evaluate.splits with test, and evaluate.metrics with"
              + " character_error_rate");
    }
    JsonNode exact = test.path("exact_match");
    return new ModelError(error.asDouble(), exact.isNumber() ? exact.asDouble() : null);
  }
}
