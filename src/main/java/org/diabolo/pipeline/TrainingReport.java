package org.diabolo.pipeline;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.diabolo.average.Trained;
import org.diabolo.job.StoppingSpec;

/**
 * What a training has to say of itself.
 *
 * @param stopping what it was asked about ending early
 * @param trained how it ended
 */
record TrainingReport(StoppingSpec stopping, Trained trained) {
  static final String VALID_LOSS = "valid_loss";

  /**
   * For the manifest and the bundle.
   *
   * @param engine that ran, or all that did
   * @param seconds of the whole stage
   */
  Map<String, Object> facts(String engine, double seconds) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("seconds", seconds);
    facts.put("engine", engine);
    facts.put("workers", trained.workers());
    if (trained.replicas().size() > 1) {
      facts.put("workers_from_round", trained.replicas());
    }
    facts.put("period", trained.period());
    facts.put("outer", trained.outer());
    facts.put("epochs", trained.epochs());
    facts.put("rounds", trained.rounds());
    facts.put("ended", trained.ended());
    if (trained.resumedFrom() > 0) {
      facts.put("resumed_from_round", trained.resumedFrom());
    }
    facts.put("bad_rounds", trained.badRounds());
    facts.put("best_epoch", trained.bestEpoch());
    facts.put("averaged", trained.averaged());
    if (Double.isFinite(trained.validLoss())) {
      facts.put(VALID_LOSS, trained.validLoss());
    }
    facts.put("examples", trained.examples());
    facts.put("examples_per_second", trained.examples() / trained.seconds());
    facts.put("seconds_by_kind", trained.times());
    facts.put("parameters", trained.state().parameters().length);
    return facts;
  }

  /** For people. */
  String line() {
    return String.format(
        Locale.ROOT,
        "trained %d epochs in %.0f s, %.0f examples/s%s; kept epoch %d%s",
        trained.epochs(),
        trained.seconds(),
        trained.examples() / trained.seconds(),
        ended(),
        trained.bestEpoch(),
        trained.averaged() > 1 ? ", mean of " + trained.averaged() : "");
  }

  private String ended() {
    return switch (trained.ended()) {
      case EPOCHS -> "";
      case PATIENCE -> ", ended as " + stopping.patience() + " validations brought no better loss";
      case TIME -> ", ended as train.max_minutes: " + stopping.maxMinutes() + " were over";
    };
  }
}
