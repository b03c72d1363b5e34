package org.diabolo.job;

import static org.diabolo.job.OptionTypes.text;
import static org.diabolo.job.OptionTypes.texts;
import static org.diabolo.job.OptionTypes.textsAmong;

import java.util.List;

/**
 * What is measured besides the metrics that every job has.
 *
 * @param by a column of the input by whose values the metrics are told apart; null for none
 * @param metrics names of metrics besides those of the field's kind
 * @param baselines to be measured beside the model, besides those of the field's kind
 * @param splits that are measured
 */
public record EvaluateSpec(
    String by, List<String> metrics, List<String> baselines, List<String> splits) {

  /** Values of {@code by} in one split: executors hold a megabyte for each of them. */
  public static final int MOST_VALUES = 100;

  private static final List<String> SPLITS = List.of("train", "valid", "test");

  private static final Option<String> BY =
      Option.of(
              "by",
              text(),
              "A column of the input by whose values figures are told apart, at most "
                  + MOST_VALUES
                  + " of them.")
          .byDefault("none");

  private static final Option<List<String>> METRICS =
      Option.of("metrics", texts(), List.of(), "Metrics besides those that the field's kind has.");

  private static final Option<List<String>> BASELINES =
      Option.of(
              "baselines",
              texts(),
              List.of(),
              "Baselines of text that are measured beside the model.")
          .byDefault("those of the field's kind");

  private static final Option<List<String>> SPLIT_NAMES =
      Option.of(
          "splits", textsAmong(SPLITS), List.of("valid", "test"), "The splits that are measured.");

  static final Mapping MAPPING = Mapping.of(BY, METRICS, BASELINES, SPLIT_NAMES);

  /**
   * @param values that the column {@code by} has
   * @param split where it has them
   * @throws InvalidJobException when they are more than {@link #MOST_VALUES}
   */
  public static void requireFew(long values, String split) {
    if (values > MOST_VALUES) {
      throw new InvalidJobException(
          "evaluate.by: found a column of %d values in the %s rows, allowed: at most %d"
              .formatted(values, split, MOST_VALUES));
    }
  }

  static EvaluateSpec read(Section section) {
    EvaluateSpec spec =
        new EvaluateSpec(
            section.find(BY),
            section.get(METRICS),
            section.get(BASELINES),
            section.get(SPLIT_NAMES));
    section.close();
    return spec;
  }
}
