package org.diabolo.job;

import static org.diabolo.job.OptionTypes.choice;
import static org.diabolo.job.OptionTypes.flag;
import static org.diabolo.job.OptionTypes.integer;
import static org.diabolo.job.OptionTypes.number;

/**
 * When a candidate may take the champion's place. Margins are shares of the champion's error on the
 * rows in question.
 *
 * @param margin by which the candidate's error may be higher
 * @param betterBy by which it must be lower instead; 0 for the margin alone
 * @param oldRowsMargin margin on rows that were held out when the champion was trained
 * @param newRowsMargin margin on rows that the champion's corpus did not have
 * @param sliceMargin margin on the rows of each value of {@code evaluate.by}
 * @param leastRows that are enough to compare errors on, at least 2
 * @param baseline whether the candidate must hold against the baseline of its kind too
 * @param rows least share of the champion's good rows that the candidate must have
 * @param rejects by how much the share of rejects may exceed the champion's, 0 to 1
 * @param text what is compared where the target is text
 * @param draws bootstrap resamples, at least 100
 * @param whenUndecided what becomes of a candidate of which too little is known
 */
public record GateSpec(
    double margin,
    double betterBy,
    double oldRowsMargin,
    double newRowsMargin,
    double sliceMargin,
    int leastRows,
    boolean baseline,
    double rows,
    double rejects,
    TextError text,
    int draws,
    WhenUndecided whenUndecided) {

  /** What is wrong with a text, by itself and whatever its tokens are. */
  public enum TextError {
    /** Edits of characters out of the reference's characters. */
    CHARACTER_ERROR_RATE,
    /** Whether it differs from the reference. */
    EXACT_MATCH
  }

  /** Who serves on where nobody can tell which model is better. */
  public enum WhenUndecided {
    /** The champion. */
    KEEP,
    /** The candidate. */
    PROMOTE
  }

  private static final Option<Double> MARGIN =
      Option.of(
          "margin",
          number(Range.NOT_NEGATIVE),
          0.01,
          "The share of the champion's error by which the candidate's may be higher.");

  private static final Option<Double> BETTER_BY =
      Option.of(
          "better_by",
          number(Range.BELOW_ONE),
          0.0,
          "The share by which it must be lower instead; 0 for the margin alone.");

  private static final Option<Double> OLD_ROWS_MARGIN =
      Option.of(
          "old_rows_margin",
          number(Range.NOT_NEGATIVE),
          0.05,
          "The margin on rows that were held out when the champion was trained.");

  private static final Option<Double> NEW_ROWS_MARGIN =
      Option.of(
          "new_rows_margin",
          number(Range.NOT_NEGATIVE),
          0.05,
          "The margin on rows that the champion's corpus did not have.");

  private static final Option<Double> SLICE_MARGIN =
      Option.of(
              "slice_margin",
              number(Range.NOT_NEGATIVE),
              0.1,
              "The margin on the rows of each value of `evaluate.by`.")
          .only(Effect.SLICES);

  private static final Option<Integer> LEAST_ROWS =
      Option.of(
          "least_rows",
          integer(2, Integer.MAX_VALUE),
          50,
          "Rows that are enough to compare errors on.");

  private static final Option<Boolean> BASELINE =
      Option.of(
              "baseline",
              flag(),
              "Whether the candidate must hold against the baseline of its kind too.")
          .byDefault("`true` of numbers, `false` of text");

  private static final Option<Double> ROWS =
      Option.of(
          "rows",
          number(Range.FRACTION),
          0.7,
          "The least share of the champion's good rows that the candidate must have.");

  private static final Option<Double> REJECTS =
      Option.of(
          "rejects",
          number(Range.FRACTION),
          0.01,
          "By how much the share of rejects may exceed the champion's.");

  private static final Option<TextError> TEXT =
      Option.of(
              "text",
              choice(TextError.class),
              TextError.CHARACTER_ERROR_RATE,
              "The error of a text that is compared.")
          .only(Effect.TARGET_TEXT);

  private static final Option<Integer> DRAWS =
      Option.of("draws", integer(100, 100_000), 1000, "Resamples of the bootstrap.");

  private static final Option<WhenUndecided> WHEN_UNDECIDED =
      Option.of(
          "when_undecided",
          choice(WhenUndecided.class),
          WhenUndecided.KEEP,
          "What becomes of a candidate of which too little is known: keep the champion, or promote"
              + " the candidate.");

  static final Mapping MAPPING =
      Mapping.of(
          MARGIN,
          BETTER_BY,
          OLD_ROWS_MARGIN,
          NEW_ROWS_MARGIN,
          SLICE_MARGIN,
          LEAST_ROWS,
          BASELINE,
          ROWS,
          REJECTS,
          TEXT,
          DRAWS,
          WHEN_UNDECIDED);

  /**
   * @param decoded by the job; null where it could not be read
   * @return the gate of a job that says nothing about it
   */
  static GateSpec defaultOf(FieldSpec decoded) {
    return read(Section.empty(), decoded);
  }

  /**
   * @param decoded by the job; null where it could not be read
   */
  static GateSpec read(Section section, FieldSpec decoded) {
    GateSpec spec =
        new GateSpec(
            section.get(MARGIN),
            section.get(BETTER_BY),
            section.get(OLD_ROWS_MARGIN),
            section.get(NEW_ROWS_MARGIN),
            section.get(SLICE_MARGIN),
            section.get(LEAST_ROWS),
            section.get(BASELINE, !(decoded instanceof TextSpec)),
            section.get(ROWS),
            section.get(REJECTS),
            section.get(TEXT),
            section.get(DRAWS),
            section.get(WHEN_UNDECIDED));
    section.close();
    return spec;
  }
}
