package org.diabolo.job;

import static org.diabolo.job.OptionTypes.number;
import static org.diabolo.job.OptionTypes.orMapping;
import static org.diabolo.job.OptionTypes.word;

import java.util.List;

/**
 * When a retraining trains: {@code always}, {@code drift}, or {@code {new_rows: 0.05}}.
 *
 * @param kind by what it is told
 * @param newRows the least share of rows that are new to the champion, above 0 to 1; 0 where it is
 *     told by something else
 */
public record WhenSpec(Kind kind, double newRows) {
  /** Each time. */
  static final WhenSpec ALWAYS = new WhenSpec(Kind.ALWAYS, 0);

  /** By what it is told. */
  public enum Kind {
    /** Each time. */
    ALWAYS,
    /** When rows since the champion's training look otherwise. */
    DRIFT,
    /** When there are so many that the champion was not made from. */
    NEW_ROWS
  }

  private static final Option<Double> NEW_ROWS =
      Option.of(
          "new_rows",
          number(Range.POSITIVE_FRACTION),
          "The least share of rows that are new to the champion.");

  static final Option<String> WHEN =
      Option.of(
          "when",
          orMapping(word("always", "drift"), Mapping.of(NEW_ROWS)),
          "always",
          "When a retraining trains: each time, when rows drift, or when enough of them are new.");

  static WhenSpec read(Section section) {
    String key = WHEN.key();
    if (!section.isMapping(key)) {
      String word = section.get(WHEN);
      if (List.of("always", "drift").contains(word)) {
        return word.equals("drift") ? new WhenSpec(Kind.DRIFT, 0) : ALWAYS;
      }
      if (section.sound(key)) {
        section.wrong(key, "always, drift or {new_rows: " + NEW_ROWS.type().values() + "}");
      }
      return ALWAYS;
    }
    Section mapping = section.section(key);
    if (!mapping.has(NEW_ROWS)) {
      mapping.wrong(NEW_ROWS, NEW_ROWS.type().values());
    }
    double share = mapping.get(NEW_ROWS, 0.0);
    mapping.close();
    return new WhenSpec(Kind.NEW_ROWS, share);
  }
}
