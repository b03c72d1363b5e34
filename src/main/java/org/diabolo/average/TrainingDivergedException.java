package org.diabolo.average;

import java.util.Locale;

/**
 * Training cannot go on: round after round went wrong, at ever smaller rates, or the validation
 * loss is no number.
 */
public final class TrainingDivergedException extends RuntimeException {

  /**
   * @param where epoch and round
   * @param what went wrong
   * @param rate the job's
   * @param saved where parameters are, as an end to the message
   */
  TrainingDivergedException(String where, String what, double rate, String saved) {
    super(
        String.format(
            Locale.ROOT,
            "training diverged in %s: %s; in a new run try a smaller train.optimizer.rate (it is"
                + " %s), train.optimizer.warmup_epochs, or scaled inputs%s",
            where,
            what,
            rate,
            saved));
  }
}
