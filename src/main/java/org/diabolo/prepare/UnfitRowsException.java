package org.diabolo.prepare;

import org.diabolo.job.BadDataException;

/** Rows are too different from those that the fields were fitted to which they should take over. */
public final class UnfitRowsException extends BadDataException {
  private static final long serialVersionUID = 1;

  UnfitRowsException(String message) {
    super(message);
  }
}
