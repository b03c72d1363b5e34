package org.diabolo.job;

import static org.diabolo.job.OptionTypes.number;

import java.io.Serializable;
import java.util.List;

/**
 * What keeps a model from learning its training rows by heart, and its steps in bounds.
 *
 * @param labelSmoothing of text targets: the share of what is wanted that all tokens get alike, 0
 *     to below 1 (Szegedy et al. 2016, section 7)
 * @param weightDecay taken off the weights each step, times the rate (Loshchilov and Hutter 2019);
 *     0 for none
 * @param clip largest Euclidean norm of a layer's gradients; 0 for no limit
 * @param denoise share of the source that is spoilt in training, 0 to below 1: numbers are zeroed
 *     (Vincent et al. 2008), tokens left out or replaced by the unknown one
 * @param sampling how often a decoder of text is fed its own guess in place of the right token
 */
public record RegularizationSpec(
    double labelSmoothing, double weightDecay, double clip, double denoise, Sampling sampling) {

  /** None of it. */
  public static final RegularizationSpec NONE =
      new RegularizationSpec(0, 0, 0, 0, new Sampling(0, 0, 0));

  /**
   * Scheduled sampling (Bengio et al. 2015), by a first pass that guesses all tokens at once
   * (Mihaylova and Martins 2019): the share of own guesses rises in a straight line.
   *
   * @param most the share at the end, 0 to 1
   * @param from share of all epochs after which it begins to rise, 0 to 1
   * @param to share of all epochs at which it has risen, 0 to 1
   */
  public record Sampling(double most, double from, double to) implements Serializable {
    private static final Option<Double> MOST =
        Option.of("most", number(Range.FRACTION), 0.0, "The share of own predictions at the end.");

    private static final Option<Double> FROM =
        Option.of(
            "from",
            number(Range.FRACTION),
            0.2,
            "The share of all epochs after which it begins to rise.");

    private static final Option<Double> TO =
        Option.of(
            "to", number(Range.FRACTION), 0.8, "The share of all epochs at which it has risen.");

    private static final Mapping MAPPING = Mapping.of(MOST, FROM, TO);

    private static Sampling read(Section section) {
      Sampling sampling = new Sampling(section.get(MOST), section.get(FROM), section.get(TO));
      if (sampling.to < sampling.from) {
        section.complain(
            "from " + sampling.from + " and to " + sampling.to + ", allowed: from before to");
      }
      section.close();
      return sampling;
    }

    /**
     * @param done share of all steps taken so far, 0 to 1
     * @return the share of own guesses, 0 to {@code most}
     */
    public double rate(double done) {
      if (done >= to) {
        return most;
      }
      return done <= from ? 0 : most * (done - from) / (to - from);
    }
  }

  private static final Option<Double> LABEL_SMOOTHING =
      Option.of(
              "label_smoothing",
              number(Range.BELOW_ONE),
              0.0,
              "The share of what is wanted that all tokens get alike (Szegedy et al. 2016).")
          .only(Effect.LABEL_SMOOTHING);

  private static final Option<Double> WEIGHT_DECAY =
      Option.of(
          "weight_decay",
          number(Range.NOT_NEGATIVE),
          0.0,
          "What is taken off the weights each step, times the rate (Loshchilov and Hutter 2019).");

  private static final Option<Double> CLIP =
      Option.of(
          "clip",
          number(Range.NOT_NEGATIVE),
          0.0,
          "The largest Euclidean norm of a layer's gradients; 0 for no limit.");

  private static final Option<Double> DENOISE =
      Option.of(
          "denoise",
          number(Range.BELOW_ONE),
          0.0,
          "The share of the source that is corrupted in training: numbers are zeroed (Vincent et al."
              + " 2008), tokens left out or made unknown.");

  private static final Option<Section> SAMPLING =
      Option.section(
              "scheduled_sampling",
              Sampling.MAPPING,
              "How often the decoder is fed its own prediction in place of the right token (Bengio et"
                  + " al. 2015); the share rises in a straight line.")
          .only(Effect.SAMPLING);

  /** They lie in {@code train} itself. */
  static final List<Option<?>> OPTIONS =
      List.of(LABEL_SMOOTHING, WEIGHT_DECAY, CLIP, DENOISE, SAMPLING);

  /** The keys lie in {@code train} itself. */
  static RegularizationSpec read(Section train) {
    return new RegularizationSpec(
        train.get(LABEL_SMOOTHING),
        train.get(WEIGHT_DECAY),
        train.get(CLIP),
        train.get(DENOISE),
        train.has(SAMPLING) ? Sampling.read(train.get(SAMPLING)) : NONE.sampling);
  }
}
