package org.diabolo.store;

/**
 * An application that a cluster starts again when its driver is lost.
 *
 * @param id by which the cluster knows it over all attempts; empty where nobody starts it again
 * @param attempt later ones have larger numbers
 */
public record Application(String id, long attempt) {
  /** A program that nobody starts again. */
  public static final Application NONE = new Application("", 0);

  /** Whether the other one was this one's attempt before. */
  boolean follows(Application other) {
    return !id.isEmpty() && id.equals(other.id) && attempt > other.attempt;
  }
}
