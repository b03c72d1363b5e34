package org.diabolo.retrain.gate;

import java.util.Locale;

/**
 * What some of the held-out rows say of a candidate.
 *
 * @param errors of both models there
 * @param margin share of the champion's error by which the candidate's may be higher; below 0 where
 *     it must be lower
 * @param bound the same in the errors' unit
 * @param verdict of the figures
 * @param decision what follows from them
 */
public record Judgement(
    Comparison errors, double margin, double bound, Verdict verdict, Decision decision) {

  /** What follows from a part of the figures. */
  public enum Decision {
    /** Nothing speaks against the candidate. */
    PASS,
    /** The candidate is refused. */
    REFUSE,
    /** Too little is known. */
    UNDECIDED
  }

  /**
   * Of rows on which the candidate must be shown to keep the bound.
   *
   * @param margin share of the champion's error that is allowed; below 0 where it must be lower
   * @param leastRows on which anything is shown
   */
  static Judgement shown(Comparison errors, double margin, int leastRows) {
    double bound = margin * errors.champion().value();
    Estimate.Ends ends = errors.difference().oneSided();
    Decision decision = Decision.UNDECIDED;
    if (errors.rows() >= leastRows && ends.high() <= bound) {
      decision = Decision.PASS;
    } else if (errors.rows() >= leastRows && ends.low() > bound) {
      decision = Decision.REFUSE;
    }
    return of(errors, margin, bound, decision, leastRows);
  }

  /**
   * Of rows on which the candidate must not be shown to break the bound: there may be few of them,
   * and many such parts.
   *
   * @param margin share of the champion's error that is allowed
   * @param leastRows on which anything is shown
   */
  static Judgement notRefuted(Comparison errors, double margin, int leastRows) {
    double bound = margin * errors.champion().value();
    boolean broken = errors.rows() >= leastRows && errors.difference().oneSided().low() > bound;
    return of(errors, margin, bound, broken ? Decision.REFUSE : Decision.PASS, leastRows);
  }

  private static Judgement of(
      Comparison errors, double margin, double bound, Decision decision, int leastRows) {
    Verdict verdict =
        errors.rows() < leastRows
            ? Verdict.UNDECIDED
            : Verdict.of(errors.difference(), Math.max(0, bound));
    return new Judgement(errors, margin, bound, verdict, decision);
  }

  /**
   * @return the figures in words
   */
  String told() {
    return "%s rows, error %s beside %s, difference %s (95%%: above %s; 95%%: below %s), allowed %s"
        .formatted(
            errors.rows(),
            number(errors.candidate().value()),
            number(errors.champion().value()),
            number(errors.difference().value()),
            number(errors.difference().oneSided().low()),
            number(errors.difference().oneSided().high()),
            number(bound));
  }

  static String number(double number) {
    return String.format(Locale.ROOT, "%.4g", number);
  }
}
