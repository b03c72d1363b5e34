package org.diabolo.retrain.gate;

/** What the figures say of a candidate beside a champion. */
public enum Verdict {
  /** Its error is lower. */
  BETTER,
  /** Its error may be higher, but by less than the margin. */
  NOT_WORSE,
  /** Its error is higher by more than the margin. */
  WORSE,
  /** Too few rows to tell, or too near to the margin. */
  UNDECIDED;

  /**
   * Each end is that of a one-sided 95 % interval, so each of the three things that are said is
   * wrong in at most about one of twenty cases.
   *
   * @param difference candidate less champion
   * @param margin by how much the candidate may be worse, in the same unit; at least 0
   * @return better if the upper end is below 0, not worse if it is no higher than the margin, worse
   *     if the lower end is above the margin, else undecided
   */
  public static Verdict of(Estimate difference, double margin) {
    Estimate.Ends ends = difference.oneSided();
    if (ends.high() < 0) {
      return BETTER;
    }
    if (ends.high() <= margin) {
      return NOT_WORSE;
    }
    return ends.low() > margin ? WORSE : UNDECIDED;
  }
}
