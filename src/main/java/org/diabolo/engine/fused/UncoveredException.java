package org.diabolo.engine.fused;

/** A graph has something that the plan does not know; DL4J has to run it. */
public final class UncoveredException extends Exception {
  UncoveredException(String what) {
    super(what);
  }
}
