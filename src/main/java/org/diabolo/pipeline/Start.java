package org.diabolo.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.diabolo.job.RetrainSpec;
import org.diabolo.network.BundleStore;
import org.diabolo.store.Json;

/**
 * What a run's model begins with. Part of what its rows and its model are made from, so the
 * manifest keeps it, and whoever goes on with the run begins with the same.
 *
 * @param start that the job asked for
 * @param champion run id of the model whose fields and parameters are taken; null where fields are
 *     fitted and parameters drawn
 * @param model SHA-256 of the files of its bundle; null where there is none
 * @param seeds with which as many candidates are trained; null for one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Start(
    RetrainSpec.Start start, String champion, Map<String, String> model, Integer seeds) {
  /** The part of what a stage is made from. */
  static final String PART = "retrain";

  /** Its members that are the user's. */
  static final List<String> ASKED = List.of("start", "seeds");

  /** As all runs begin that are no retraining's. */
  public static final Start COLD = new Start(RetrainSpec.Start.COLD, null, null, null);

  /** As a retraining begins that has nothing to take over yet. */
  public static final Start WARM_WITHOUT_CHAMPION =
      new Start(RetrainSpec.Start.WARM, null, null, null);

  /**
   * @param champion a run with a bundle
   * @return a start from its model
   */
  public static Start warm(RunDirectory champion) {
    return new Start(
        RetrainSpec.Start.WARM, champion.id(), BundleStore.sums(champion.bundle()), null);
  }

  /**
   * @param count of seeds, at least 1
   * @return the same for as many candidates
   */
  public Start with(int count) {
    return new Start(start, champion, model, count == 1 ? null : Integer.valueOf(count));
  }

  /** As far as rows depend on it. */
  Start ofRows() {
    return with(1);
  }

  /** Of candidates. */
  int count() {
    return seeds == null ? 1 : seeds;
  }

  /** Where nothing is told, by older versions, it was cold. */
  static Start of(StageRecord record) {
    JsonNode part = record.from().path(PART);
    return part.isObject() ? Json.read(Json.line(part), Start.class) : COLD;
  }
}
