package org.diabolo.job;

/**
 * The data cannot be used as the job asks: unreadable, empty, or too many bad rows; exit code 3.
 */
public class BadDataException extends RuntimeException {
  /**
   * @param message what is wrong with which data, and what can be done
   */
  public BadDataException(String message) {
    super(message);
  }

  /**
   * @param message what is wrong with which data
   * @param cause the reader's own exception
   */
  public BadDataException(String message, Throwable cause) {
    super(message, cause);
  }
}
