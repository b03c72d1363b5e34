package org.diabolo.corpus;

import java.util.Locale;

/** The three sides a row can stand on. */
public enum Split {
  TRAIN,
  VALID,
  TEST;

  /**
   * How it is called.
   *
   * @return the name in files and metrics
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
