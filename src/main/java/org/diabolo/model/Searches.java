package org.diabolo.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.diabolo.job.PredictSpec;

/** How a model's own job finds texts. */
final class Searches {
  private static final int WIDEST = 10_000;
  private static final int LONGEST = 1 << 16;

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
    boolean possible =
        beam >= 1
            && beam <= WIDEST
            && longest >= 0
            && longest <= LONGEST
            && penalty >= 0
            && Double.isFinite(penalty);
    return possible ? new PredictSpec(beam, 1, penalty, longest, false, List.of()) : usual;
  }
}
