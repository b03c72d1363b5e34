package org.diabolo.drift;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One comparison of rows with the reference. It alarms where chance alone would seldom do as much
 * ({@code p} at most {@code level}), and the effect is large enough to matter.
 *
 * @param name of what was compared: {@code errors}, {@code distance}, or a code's or an input's own
 * @param drift whether it alarms
 * @param effect its size: of errors the Kolmogorov-Smirnov distance, of a distance its share of the
 *     codes' variance, of all else the population stability index
 * @param least effect that is one
 * @param byChance what the effect comes to by chance with as many rows, at the level; null where
 *     that must be tried, and the effect is less than the least
 * @param p probability of so much by chance; null likewise
 * @param level that p is held against: its share of what may be wrong
 * @param then in units of the input: the median error, or the mean; null where there is none
 * @param now the same of the rows
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Check(
    String name,
    boolean drift,
    double effect,
    double least,
    Double byChance,
    Double p,
    double level,
    Double then,
    Double now) {

  /** The same, which is told and no drift. */
  Check withoutAlarm() {
    return new Check(name, false, effect, least, byChance, p, level, then, now);
  }

  static Check of(
      String name,
      double effect,
      double least,
      Double byChance,
      Double p,
      double level,
      Double then,
      Double now) {
    boolean drift = effect >= least && p != null && p <= level;
    return new Check(name, drift, effect, least, byChance, p, level, then, now);
  }
}
