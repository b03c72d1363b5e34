package org.diabolo.job;

/**
 * How the models of a job follow each other. No stage of a run depends on it but those of a
 * retraining, which keep what they began with.
 *
 * @param unguarded whether decisions are taken also where the store cannot tell who was first, so
 *     that of two at once one may be lost; default no
 * @param encodeNew whether a retraining, however it ends, has the champion encode the rows that
 *     have no code yet; default yes
 * @param start what a retraining begins with; default cold
 * @param codes by what a candidate's codes are to be near to the champion's; default anchored
 * @param seeds how many candidates a retraining trains, from {@code train.seed} on a seed each, of
 *     which the best by validation is judged; default 1
 * @param comparable the least share of ten nearest neighbours that a candidate's codes must keep to
 *     stay in the champion's code space, 0 to 1; default 0.4
 * @param when it trains at all; default always
 * @param gate when a new model takes the place of the one in use
 */
public record RetrainSpec(
    boolean unguarded,
    boolean encodeNew,
    Start start,
    Codes codes,
    int seeds,
    double comparable,
    WhenSpec when,
    GateSpec gate) {
  private static final int MOST_SEEDS = 20;
  private static final double COMPARABLE = 0.4;

  /** What a retraining begins with. */
  public enum Start {
    /** Fields fitted to its rows, and parameters drawn by the seed. */
    COLD,
    /** The champion's fields and parameters; cold as long as there is no champion. */
    WARM
  }

  /** What becomes of the space of codes. */
  public enum Codes {
    /**
     * The champion's codes are a second target in training; a new space as long as there is none.
     */
    ANCHORED,
    /**
     * An affine map leads from the candidate's codes to the champion's after training; a new space
     * as long as there is none.
     */
    ALIGNED,
    /** Each model has codes of its own. */
    FRESH
  }

  /**
   * @param decoded by the job; null where it could not be read
   * @return what holds for a job that says nothing about it
   */
  static RetrainSpec defaultOf(FieldSpec decoded) {
    return new RetrainSpec(
        false,
        true,
        Start.COLD,
        Codes.ANCHORED,
        1,
        COMPARABLE,
        WhenSpec.ALWAYS,
        GateSpec.defaultOf(decoded));
  }

  /**
   * @param decoded by the job; null where it could not be read
   */
  static RetrainSpec read(Section section, FieldSpec decoded) {
    RetrainSpec spec =
        new RetrainSpec(
            section.flag("unguarded"),
            !section.has("encode_new") || section.flag("encode_new"),
            section.choice("start", Start.class, Start.COLD),
            section.choice("codes", Codes.class, Codes.ANCHORED),
            (int) section.integer("seeds", 1, MOST_SEEDS, 1L),
            section.number("comparable", Range.FRACTION, COMPARABLE),
            WhenSpec.read(section, "when"),
            GateSpec.read(section.section("gate"), decoded));
    section.close();
    return spec;
  }
}
