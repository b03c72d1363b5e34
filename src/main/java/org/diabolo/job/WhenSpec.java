package org.diabolo.job;

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

  static WhenSpec read(Section section, String key) {
    if (!section.isMapping(key)) {
      String word = section.text(key, "always");
      if (List.of("always", "drift").contains(word)) {
        return word.equals("drift") ? new WhenSpec(Kind.DRIFT, 0) : ALWAYS;
      }
      if (section.sound(key)) {
        section.wrong(key, "always, drift or {new_rows: a fraction above 0 to 1}");
      }
      return ALWAYS;
    }
    Section mapping = section.section(key);
    double share = mapping.number("new_rows", Range.FRACTION, 0);
    if (share == 0 && mapping.sound("new_rows")) {
      mapping.wrong("new_rows", "a fraction above 0 to 1");
    }
    mapping.close();
    return new WhenSpec(Kind.NEW_ROWS, share);
  }
}
