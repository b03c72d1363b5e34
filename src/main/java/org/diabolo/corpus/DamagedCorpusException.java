package org.diabolo.corpus;

import org.diabolo.job.BadDataException;

/** A prepared corpus is not as it was written; it can be made again. */
public final class DamagedCorpusException extends BadDataException {
  private static final long serialVersionUID = 1L;

  DamagedCorpusException(String message) {
    super(message);
  }

  DamagedCorpusException(String message, Throwable cause) {
    super(message, cause);
  }
}
