package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;

/**
 * The one rule by which a stage is done again or not. What is whole and the same is skipped; what
 * is missing or damaged is made again; what was made from something else is refused, unless the
 * user has asked to have it, or what it follows from, made again.
 *
 * @param context of the run
 * @param stage that is asked for
 * @param record what the manifest says of it
 */
record StageRule(RunContext context, Stage stage, StageRecord record) {
  /** What is to be done. */
  enum Decision {
    SKIP,
    /** Nothing is there. */
    MAKE,
    /** What is there is of this stage, damaged. */
    MAKE_AGAIN,
    /** What was begun is gone on with. */
    GO_ON,
    /** What is there, finished or begun, is not used. */
    MAKE_ANEW
  }

  /**
   * @param standing what is there
   * @param now what the stage would be made from
   * @throws InvalidJobException when what is there was made with another job
   * @throws BadDataException when it was made from something else
   */
  Decision decide(Standing standing, JsonNode now) {
    if (record.redo()) {
      return Decision.MAKE_ANEW;
    }
    if (standing.kind() == Standing.Kind.NOTHING) {
      return Decision.MAKE;
    }
    if (record.from().isEmpty()) {
      // Nobody tells any more what it was made from.
      return Decision.MAKE_ANEW;
    }
    Optional<String> difference = record.difference(now);
    if (difference.isPresent() || standing.kind() == Standing.Kind.OTHER) {
      if (record.excuses(now)) {
        return Decision.MAKE_ANEW;
      }
      throw refusal(difference.orElse(standing.what()), now);
    }
    return switch (standing.kind()) {
      case WHOLE -> Decision.SKIP;
      case BEGUN -> Decision.GO_ON;
      default -> Decision.MAKE_AGAIN;
    };
  }

  /**
   * Finds before any work what {@link #decide} would refuse later.
   *
   * @param there whether there is anything
   * @param now those parts of what the stage is made from that are known by now
   */
  void requireSame(boolean there, JsonNode now) {
    Optional<String> difference = record.difference(now);
    if (difference.isPresent() && there && !record.redo() && !record.excuses(now)) {
      throw refusal(difference.get(), now);
    }
  }

  private RuntimeException refusal(String difference, JsonNode now) {
    String message =
        "--run-id "
            + context.run().id()
            + ": "
            + stage.label()
            + " was made from something else: "
            + difference
            + "; begin a new run ("
            // The date names one too, and nothing that is decided about is made again.
            + (context.retrains() ? "another --run-id" : "another --run-id, or none")
            + "), or "
            + wayBack(now);
    return record.differsInJob(now)
        ? new InvalidJobException(message)
        : new BadDataException(message);
  }

  private String wayBack(JsonNode now) {
    if (context.retrains() || record.differsInStart(now)) {
      return "set it back: a run keeps to what it began with";
    }
    Optional<String> kept =
        stage.ordinal() <= Stage.TRAIN.ordinal() ? context.kept().get() : Optional.empty();
    return kept.map(why -> "set it back: the run " + why + ", so its model stays what it is")
        .orElseGet(
            () -> "have it made again with all that follows from it: --redo " + stage.label());
  }
}
