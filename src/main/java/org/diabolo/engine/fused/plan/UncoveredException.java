package org.diabolo.engine.fused.plan;

/** A graph has something that the plan does not know; DL4J has to run it. */
public final class UncoveredException extends Exception {
  /**
   * @param what the plan does not know, and where
   */
  public UncoveredException(String what) {
    super(what);
  }
}
