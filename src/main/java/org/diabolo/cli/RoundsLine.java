package org.diabolo.cli;

import java.util.Locale;
import org.diabolo.average.RoundRecord;

/** Where a training is, in a line. */
final class RoundsLine {
  private long began;
  private long ended;
  private int firstRound;
  private RoundRecord last;
  private Double validLoss;
  private long probeBegan;
  private int probed;
  private int probes;

  void ended(RoundRecord record) {
    ended = System.nanoTime();
    if (last == null) {
      began = ended - (long) (record.seconds() * 1e9);
      firstRound = record.round() - 1;
    }
    if (record.validLoss() != null) {
      validLoss = record.validLoss();
    }
    last = record;
  }

  /** One of the rounds that find the period has ended, the first of which meets cold code. */
  void probed(int done, int atLeast) {
    if (done <= 1) {
      probeBegan = System.nanoTime();
    }
    probed = done;
    probes = atLeast;
  }

  /** Whether a round has ended. */
  boolean begun() {
    return last != null;
  }

  /** Empty where no period is sought. */
  String probe() {
    if (probes == 0) {
      return "";
    }
    String line = "finding the averaging period, round " + (probed + 1) + " of at least " + probes;
    int timed = probed - 1;
    return timed < 1 || probed >= probes
        ? line
        : line
            + ", "
            + Durations.clock(secondsSince(probeBegan) / timed * (probes - probed))
            + " left";
  }

  /** What changes slowly comes first, as a narrow terminal takes no more than the beginning. */
  String line() {
    return String.format(
        Locale.ROOT,
        "epoch %d/%d, round %d/%d, %s left: loss %.5f%s, %,.0f rows/s",
        last.epoch(),
        last.epochs(),
        last.round(),
        last.rounds(),
        Durations.clock(left()),
        last.loss(),
        validLoss == null ? "" : String.format(Locale.ROOT, ", valid %.5f", validLoss),
        last.examplesPerSecond());
  }

  /** Less the time since the last round, as the next is under way. */
  private double left() {
    double spent = (ended - began) / 1e9;
    int done = last.round() - firstRound;
    return Math.max(0, spent / done * (last.rounds() - last.round()) - secondsSince(ended));
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }
}
