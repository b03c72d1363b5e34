package org.diabolo.retrain;

import java.util.Locale;

/** What a decision does with the version that it is about. */
public enum Action {
  /** Makes a model of old the first champion. */
  ADOPT,
  /** Makes it the champion. */
  PROMOTE,
  /** Leaves the champion what it is. */
  REFUSE,
  /** Makes a former champion the champion again. */
  ROLLBACK,
  /** Makes it the champion though it was not found good enough. */
  FORCE;

  /**
   * @return whether the version is the champion then
   */
  public boolean makesChampion() {
    return this != REFUSE;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
