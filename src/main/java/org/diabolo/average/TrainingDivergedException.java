package org.diabolo.average;

/** The loss or the parameters are no longer finite numbers. */
public final class TrainingDivergedException extends RuntimeException {
  TrainingDivergedException(int epoch, String what) {
    super(
        "training diverged in epoch "
            + epoch
            + ": "
            + what
            + "; try a smaller train.optimizer.rate, a warm-up, or scaled inputs");
  }
}
