package org.diabolo.job;

/**
 * Somebody else has the run: a live process that was there before, or one that took it over. What
 * this command was asked for is in better hands; exit code 5.
 */
public final class NotOwnerException extends RuntimeException {
  /**
   * @param message which run, and who has it
   */
  public NotOwnerException(String message) {
    super(message);
  }
}
