package org.diabolo.job;

import static org.diabolo.job.OptionTypes.integer;
import static org.diabolo.job.OptionTypes.number;

/**
 * When training writes down where it is. Checkpoints never change what is trained.
 *
 * @param rounds between two checkpoints; 0 to go by time alone
 * @param minutes between two checkpoints; 0 to go by rounds alone
 * @param keep how many of the newest stay, at least 1. The best parameters stay in any case
 */
public record CheckpointSpec(int rounds, double minutes, int keep) {

  private static final Option<Integer> ROUNDS =
      Option.of(
          "rounds",
          integer(0, 1_000_000_000),
          0,
          "Rounds between two checkpoints; 0 to go by `minutes` alone.");

  private static final Option<Double> MINUTES =
      Option.of(
          "minutes",
          number(Range.NOT_NEGATIVE),
          5.0,
          "Minutes between two checkpoints; 0 to go by `rounds` alone.");

  private static final Option<Integer> KEEP =
      Option.of(
              "keep",
              integer(1, 1_000),
              2,
              "How many of the newest stay. The best parameters stay in any case.")
          .only(Effect.CHECKPOINTS);

  static final Mapping MAPPING = Mapping.of(ROUNDS, MINUTES, KEEP);

  /** What a job does that says nothing about them. */
  public static final CheckpointSpec DEFAULT = read(Section.empty());

  static CheckpointSpec read(Section section) {
    CheckpointSpec spec =
        new CheckpointSpec(section.get(ROUNDS), section.get(MINUTES), section.get(KEEP));
    section.close();
    return spec;
  }
}
