package org.diabolo.job;

/**
 * When training writes down where it is. Checkpoints never change what is trained.
 *
 * @param rounds between two checkpoints; 0, the default, to go by time alone
 * @param minutes between two checkpoints; 0 to go by rounds alone; default 5
 * @param keep how many of the newest stay, at least 1; default 2. The best parameters stay in any
 *     case
 */
public record CheckpointSpec(int rounds, double minutes, int keep) {

  /** Every five minutes, the newest two kept. */
  public static final CheckpointSpec DEFAULT = new CheckpointSpec(0, 5, 2);

  static CheckpointSpec read(Section section) {
    CheckpointSpec spec =
        new CheckpointSpec(
            (int) section.integer("rounds", 0, 1_000_000_000, (long) DEFAULT.rounds),
            section.number("minutes", Range.NOT_NEGATIVE, DEFAULT.minutes),
            (int) section.integer("keep", 1, 1_000, (long) DEFAULT.keep));
    section.close();
    return spec;
  }
}
