package org.diabolo.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import org.diabolo.average.RoundRecord;
import org.diabolo.job.Secrets;
import org.diabolo.pipeline.StageListener;

/**
 * Says on standard error how a run goes: on a terminal one line that is written over, elsewhere a
 * line an epoch.
 */
final class Progress implements StageListener {
  private static final String CLEAR_LINE = "\r\033[K";

  private final PrintStream out = System.err;

  /** Columns of the terminal; 0 when standard error is none. */
  private final int columns = Integer.getInteger("diabolo.terminal", 0);

  private long trainingBegan;
  private int firstRound;
  private Double validLoss;

  @Override
  public void stageBegins(String stage) {
    out.println(Secrets.redacted(stage));
  }

  @Override
  public void stageEnded(String outcome) {
    clear();
    out.println(Secrets.redacted(outcome));
  }

  @Override
  public void resumed(int round) {
    clear();
    out.println("going on after round " + round + ", from a checkpoint");
  }

  @Override
  public void roundEnded(RoundRecord record) {
    if (trainingBegan == 0) {
      trainingBegan = System.nanoTime() - (long) (record.seconds() * 1e9);
      firstRound = record.round() - 1;
    }
    if (record.validLoss() != null) {
      validLoss = record.validLoss();
    }
    if (columns > 0) {
      clear();
      String line = line(record);
      out.print(line.substring(0, Math.min(line.length(), columns - 1)));
      out.flush();
    } else if (record.endsEpoch()) {
      out.println(line(record));
    }
  }

  private String line(RoundRecord record) {
    return String.format(
        Locale.ROOT,
        "epoch %d/%d, round %d/%d: loss %.5f%s, %,.0f rows/s, %s left",
        record.epoch(),
        record.epochs(),
        record.round(),
        record.rounds(),
        record.loss(),
        validLoss == null ? "" : String.format(Locale.ROOT, ", valid %.5f", validLoss),
        record.examplesPerSecond(),
        left(record));
  }

  private String left(RoundRecord record) {
    double spent = (System.nanoTime() - trainingBegan) / 1e9;
    int done = record.round() - firstRound;
    Duration left =
        Duration.ofSeconds(Math.round(spent / done * (record.rounds() - record.round())));
    return String.format(
        Locale.ROOT, "%d:%02d:%02d", left.toHours(), left.toMinutesPart(), left.toSecondsPart());
  }

  private void clear() {
    if (columns > 0) {
      out.print(CLEAR_LINE);
    }
  }
}
