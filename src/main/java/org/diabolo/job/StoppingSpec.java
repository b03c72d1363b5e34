package org.diabolo.job;

import static org.diabolo.job.OptionTypes.integer;
import static org.diabolo.job.OptionTypes.number;

import java.util.List;
import org.diabolo.job.Mapping.Form;

/**
 * When to validate and when to stop before all epochs are trained.
 *
 * @param validateEpochs epochs between two validations
 * @param validateRounds rounds between two validations; 0 to go by epochs
 * @param patience validations without a better loss after which training stops
 * @param minChange the share of the best loss by which a better one must be lower
 * @param maxMinutes of training after which it ends with what it has, resumed time included; 0 for
 *     no limit
 */
public record StoppingSpec(
    int validateEpochs, int validateRounds, int patience, double minChange, double maxMinutes) {

  private static final Option<Integer> EPOCHS =
      Option.of("epochs", integer(1, 1_000_000), 1, "Epochs between two validations.");

  private static final Option<Integer> ROUNDS =
      Option.of("rounds", integer(1, 1_000_000_000), 0, "Rounds between two validations.")
          .byDefault("by epochs");

  private static final Option<Section> VALIDATE =
      Option.section(
              "validate",
              Mapping.of(Form.of(EPOCHS), Form.of(ROUNDS)),
              "How often the loss on the validation rows is computed.")
          .only(Effect.VALIDATION);

  private static final Option<Integer> PATIENCE =
      Option.of(
              "patience",
              integer(1, 1_000_000),
              5,
              "Validations without a better loss after which training stops (with `trapezoid`"
                  + " counted from where the rate begins to fall); the best parameters are kept.")
          .only(Effect.VALIDATION);

  private static final Option<Double> MIN_CHANGE =
      Option.of(
              "min_change",
              number(Range.BELOW_ONE),
              0.0,
              "The share of the best loss by which a better one must be lower.")
          .only(Effect.VALIDATION);

  private static final Option<Double> MAX_MINUTES =
      Option.of(
          "max_minutes",
          number(Range.NOT_NEGATIVE),
          0.0,
          "Minutes of training, resumed time included, after which it ends cleanly, with a"
              + " bundle; 0 for no limit.");

  /** They lie in {@code train} itself. */
  static final List<Option<?>> OPTIONS = List.of(VALIDATE, PATIENCE, MIN_CHANGE, MAX_MINUTES);

  /** What a job does that says nothing about it. */
  public static final StoppingSpec DEFAULT = read(Section.empty());

  /** The keys lie in {@code train} itself. */
  static StoppingSpec read(Section train) {
    Section validate = train.get(VALIDATE);
    if (validate.has(EPOCHS) && validate.has(ROUNDS)) {
      validate.complain("allowed: epochs or rounds, not both");
    }
    StoppingSpec spec =
        new StoppingSpec(
            validate.get(EPOCHS),
            validate.get(ROUNDS),
            train.get(PATIENCE),
            train.get(MIN_CHANGE),
            train.get(MAX_MINUTES));
    validate.close();
    return spec;
  }
}
