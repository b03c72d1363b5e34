package org.diabolo.job;

/**
 * When a candidate may take the champion's place. Margins are shares of the champion's error on the
 * rows in question.
 *
 * @param margin by which the candidate's error may be higher; default 0.01
 * @param betterBy by which it must be lower instead; default 0, for the margin alone
 * @param oldRowsMargin margin on rows that were held out when the champion was trained; default
 *     0.05
 * @param newRowsMargin margin on rows that the champion's corpus did not have; default 0.05
 * @param sliceMargin margin on the rows of each value of {@code evaluate.by}; default 0.1
 * @param leastRows that are enough to compare errors on, at least 2; default 50
 * @param baseline whether the candidate must hold against the baseline of its kind too; default yes
 *     for numbers, no for text
 * @param rows least share of the champion's good rows that the candidate must have; default 0.7
 * @param rejects by how much the share of rejects may exceed the champion's, 0 to 1; default 0.01
 * @param text what is compared where the target is text; default character_error_rate
 * @param draws bootstrap resamples, at least 100; default 1,000
 * @param whenUndecided what becomes of a candidate of which too little is known; default keep
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

  /**
   * @param decoded by the job; null where it could not be read
   * @return the gate of a job that says nothing about it
   */
  static GateSpec defaultOf(FieldSpec decoded) {
    return new GateSpec(
        0.01,
        0,
        0.05,
        0.05,
        0.1,
        50,
        !(decoded instanceof TextSpec),
        0.7,
        0.01,
        TextError.CHARACTER_ERROR_RATE,
        1000,
        WhenUndecided.KEEP);
  }

  /**
   * @param decoded by the job; null where it could not be read
   */
  static GateSpec read(Section section, FieldSpec decoded) {
    GateSpec plain = defaultOf(decoded);
    GateSpec spec =
        new GateSpec(
            section.number("margin", Range.NOT_NEGATIVE, plain.margin),
            section.number("better_by", Range.BELOW_ONE, plain.betterBy),
            section.number("old_rows_margin", Range.NOT_NEGATIVE, plain.oldRowsMargin),
            section.number("new_rows_margin", Range.NOT_NEGATIVE, plain.newRowsMargin),
            section.number("slice_margin", Range.NOT_NEGATIVE, plain.sliceMargin),
            (int) section.integer("least_rows", 2, Integer.MAX_VALUE, (long) plain.leastRows),
            section.has("baseline") ? section.flag("baseline") : plain.baseline,
            section.number("rows", Range.FRACTION, plain.rows),
            section.number("rejects", Range.FRACTION, plain.rejects),
            section.choice("text", TextError.class, plain.text),
            (int) section.integer("draws", 100, 100_000, (long) plain.draws),
            section.choice("when_undecided", WhenUndecided.class, plain.whenUndecided));
    if (decoded != null && !(decoded instanceof TextSpec)) {
      section.withoutEffect("text", "the target is no text");
    }
    section.close();
    return spec;
  }
}
