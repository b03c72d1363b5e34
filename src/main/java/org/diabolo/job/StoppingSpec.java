package org.diabolo.job;

/**
 * When to validate and when to stop before all epochs are trained.
 *
 * @param validateEpochs epochs between two validations; default 1
 * @param validateRounds rounds between two validations; 0, the default, to go by epochs
 * @param patience validations without a better loss after which training stops; default 5
 * @param minChange the share of the best loss by which a better one must be lower; default 0
 * @param maxMinutes of training after which it ends with what it has, resumed time included; 0, the
 *     default, for no limit
 */
public record StoppingSpec(
    int validateEpochs, int validateRounds, int patience, double minChange, double maxMinutes) {

  /** Validation after every epoch, patience 5. */
  public static final StoppingSpec DEFAULT = new StoppingSpec(1, 0, 5, 0, 0);

  /** The keys lie in {@code train} itself. */
  static StoppingSpec read(Section train) {
    Section validate = train.section("validate");
    if (validate.has("epochs") && validate.has("rounds")) {
      validate.complain("allowed: epochs or rounds, not both");
    }
    StoppingSpec spec =
        new StoppingSpec(
            (int) validate.integer("epochs", 1, 1_000_000, (long) DEFAULT.validateEpochs),
            (int) validate.integer("rounds", 1, 1_000_000_000, (long) DEFAULT.validateRounds),
            (int) train.integer("patience", 1, 1_000_000, (long) DEFAULT.patience),
            train.number("min_change", Range.BELOW_ONE, DEFAULT.minChange),
            train.number("max_minutes", Range.NOT_NEGATIVE, DEFAULT.maxMinutes));
    validate.close();
    return spec;
  }
}
