package org.diabolo.job;

import static org.diabolo.job.OptionTypes.choice;
import static org.diabolo.job.OptionTypes.flag;
import static org.diabolo.job.OptionTypes.integer;
import static org.diabolo.job.OptionTypes.number;

/**
 * How the models of a job follow each other. No stage of a run depends on it but those of a
 * retraining, which keep what they began with.
 *
 * @param unguarded whether decisions are taken also where the store cannot tell who was first, so
 *     that of two at once one may be lost
 * @param encodeNew whether a retraining, however it ends, has the champion encode the rows that
 *     have no code yet
 * @param start what a retraining begins with
 * @param codes by what a candidate's codes are to be near to the champion's
 * @param seeds how many candidates a retraining trains, from {@code train.seed} on a seed each, of
 *     which the best by validation is judged
 * @param comparable the least share of ten nearest neighbours that a candidate's codes must keep to
 *     stay in the champion's code space, 0 to 1
 * @param when it trains at all
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

  private static final Option<Boolean> UNGUARDED =
      Option.of(
          "unguarded",
          flag(),
          false,
          "Whether decisions about models, and lists of their codes, are written also where the store"
              + " cannot tell who was first.");

  private static final Option<Boolean> ENCODE_NEW =
      Option.of(
          "encode_new",
          flag(),
          true,
          "Whether a retraining, however it ends, and a rollback have the champion encode the rows"
              + " that have no code.");

  private static final Option<Start> START =
      Option.of(
          "start",
          choice(Start.class),
          Start.COLD,
          "What a retraining begins with: new parameters, or the champion's fields and parameters.");

  private static final Option<Codes> CODES =
      Option.of(
          "codes",
          choice(Codes.class),
          Codes.ANCHORED,
          "Whether a retraining keeps its codes near to the champion's, leads them there by an affine"
              + " map, or begins a new space.");

  private static final Option<Integer> SEEDS =
      Option.of(
          "seeds",
          integer(1, 20),
          1,
          "Candidates that a retraining trains, with `train.seed` and the seeds after it; the best by"
              + " validation is compared with the champion.");

  private static final Option<Double> COMPARABLE =
      Option.of(
          "comparable",
          number(Range.FRACTION),
          0.4,
          "The least share of ten nearest neighbours that a candidate's codes keep to be of the"
              + " champion's code space.");

  private static final Option<Section> GATE =
      Option.section(
          "gate", GateSpec.MAPPING, "When a new model may take the place of the one in use.");

  static final Mapping MAPPING =
      Mapping.of(UNGUARDED, ENCODE_NEW, START, CODES, SEEDS, COMPARABLE, WhenSpec.WHEN, GATE);

  /**
   * @param decoded by the job; null where it could not be read
   * @return what holds for a job that says nothing about it
   */
  static RetrainSpec defaultOf(FieldSpec decoded) {
    return read(Section.empty(), decoded);
  }

  /**
   * @param decoded by the job; null where it could not be read
   */
  static RetrainSpec read(Section section, FieldSpec decoded) {
    RetrainSpec spec =
        new RetrainSpec(
            section.get(UNGUARDED),
            section.get(ENCODE_NEW),
            section.get(START),
            section.get(CODES),
            section.get(SEEDS),
            section.get(COMPARABLE),
            WhenSpec.read(section),
            GateSpec.read(section.get(GATE), decoded));
    section.close();
    return spec;
  }
}
