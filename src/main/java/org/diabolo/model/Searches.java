package org.diabolo.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.diabolo.job.PredictSpec;

/** How a model's own job finds texts. */
final class Searches {
  private Searches() {}

  /**
   * @param provenance of a bundle, which anybody may have written: what no job could say is passed
   *     over
   * @return the job's search, for the best text alone
   */
  static PredictSpec of(JsonNode provenance) {
    PredictSpec usual = PredictSpec.DEFAULT.plain();
    JsonNode job = provenance.at("/job/predict");
    int beam = job.path("beam").asInt(usual.beam());
    int longest = job.path("max_length").asInt(usual.maxLength());
    double penalty = job.path("length_penalty").asDouble(usual.lengthPenalty());
    PredictSpec said = new PredictSpec(beam, 1, penalty, longest, false, List.of());
    return said.isPossible() ? said : usual;
  }
}
