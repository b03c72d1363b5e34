package org.diabolo.job;

/**
 * A store, the network or executors do not answer now, and may answer later: the same command may
 * succeed then; exit code 1.
 */
public final class UnavailableException extends RuntimeException {
  /**
   * @param message what does not answer, and what it was wanted for
   * @param cause what was met
   */
  public UnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
