package org.diabolo.average;

/** Training cannot go on: round after round went wrong, at ever smaller rates. */
public final class TrainingDivergedException extends RuntimeException {
  TrainingDivergedException(String message) {
    super(message);
  }
}
