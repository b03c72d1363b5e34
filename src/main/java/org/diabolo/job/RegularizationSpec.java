package org.diabolo.job;

import java.io.Serializable;

/**
 * What keeps a model from learning its training rows by heart, and its steps in bounds.
 *
 * @param labelSmoothing of text targets: the share of what is wanted that all tokens get alike, 0
 *     to below 1 (Szegedy et al. 2016, section 7); default 0
 * @param weightDecay taken off the weights each step, times the rate (Loshchilov and Hutter 2019);
 *     0, the default, for none
 * @param clip largest Euclidean norm of a layer's gradients; 0, the default, for no limit
 * @param denoise share of the source that is spoilt in training, 0 to below 1: numbers are zeroed
 *     (Vincent et al. 2008), tokens left out or replaced by the unknown one; default 0
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
   * @param most the share at the end, 0 to 1; default 0
   * @param from share of all epochs after which it begins to rise, 0 to 1; default 0.2
   * @param to share of all epochs at which it has risen, 0 to 1; default 0.8
   */
  public record Sampling(double most, double from, double to) implements Serializable {
    private static Sampling read(Section section) {
      Sampling sampling =
          new Sampling(
              section.number("most", Range.FRACTION, 0),
              section.number("from", Range.FRACTION, 0.2),
              section.number("to", Range.FRACTION, 0.8));
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

  /** The keys lie in {@code train} itself. */
  static RegularizationSpec read(Section train) {
    return new RegularizationSpec(
        train.number("label_smoothing", Range.BELOW_ONE, 0),
        train.number("weight_decay", Range.NOT_NEGATIVE, 0),
        train.number("clip", Range.NOT_NEGATIVE, 0),
        train.number("denoise", Range.BELOW_ONE, 0),
        train.has("scheduled_sampling")
            ? Sampling.read(train.section("scheduled_sampling"))
            : NONE.sampling);
  }
}
