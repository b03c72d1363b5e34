package org.diabolo.retrain;

import java.util.Optional;
import org.diabolo.job.BadDataException;
import org.diabolo.prepare.UnfitRowsException;

/**
 * No candidate can be made of the rows, so nothing is decided; the champion has encoded them all
 * the same.
 */
public final class NoCandidateException extends BadDataException {
  private static final long serialVersionUID = 1;

  private final transient Optional<Decision> champion;
  private final transient NewCodes.Result codes;

  NoCandidateException(UnfitRowsException why, Optional<Decision> champion, NewCodes.Result codes) {
    super(why.getMessage(), why);
    this.champion = champion;
    this.codes = codes;
  }

  /**
   * @return the decision by which the champion is it; null where the exception was sent elsewhere
   */
  public Optional<Decision> champion() {
    return champion;
  }

  /**
   * @return what it has encoded; null where the exception was sent elsewhere
   */
  public NewCodes.Result codes() {
    return codes;
  }
}
