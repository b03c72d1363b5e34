package org.diabolo.corpus;

import java.util.Locale;

/** The three sides a row can stand on. */
public enum Split {
  /** Rows that a model is trained on. */
  TRAIN,
  /** Rows that decide when training stops and which of several models is taken. */
  VALID,
  /** Rows held out until a model is judged. */
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
