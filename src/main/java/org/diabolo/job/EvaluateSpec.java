package org.diabolo.job;

import java.util.List;

/**
 * What is measured besides the metrics that every job has.
 *
 * @param by a column of the input by whose values the metrics are told apart; null for none
 * @param metrics names of further metrics; default those of the field's kind
 * @param baselines to be measured beside the model; default those of the field's kind
 * @param splits that are measured; default valid, test
 */
public record EvaluateSpec(
    String by, List<String> metrics, List<String> baselines, List<String> splits) {

  /** Values of {@code by} in one split: executors hold a megabyte for each of them. */
  public static final int MOST_VALUES = 100;

  private static final List<String> SPLITS = List.of("train", "valid", "test");

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
            section.has("by") ? section.text("by") : null,
            section.texts("metrics", List.of()),
            section.texts("baselines", List.of()),
            splits(section));
    section.close();
    return spec;
  }

  private static List<String> splits(Section section) {
    List<String> splits = section.texts("splits", List.of("valid", "test"));
    if (!SPLITS.containsAll(splits)) {
      section.wrong("splits", "a list of train | valid | test");
    }
    return splits;
  }
}
